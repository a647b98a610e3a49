-- R37: since when a company is suspended, and why; both null while it is not.
alter table partner
  add column suspended_at timestamptz(3),
  add column suspension_reason text,
  add check ((suspended_at is null) = (suspension_reason is null));
