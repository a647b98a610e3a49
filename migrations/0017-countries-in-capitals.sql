-- R6: codes were taken in small letters, too, and kept so.
update partner set country = upper(country) where country <> upper(country);
