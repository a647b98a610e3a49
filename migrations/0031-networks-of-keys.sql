-- R40: where a key may be used from, as CIDR in one spelling; from anywhere while there is none.
alter table api_key add column networks text[] not null default '{}';

create trigger api_key_networks_are_told
  after update of networks on api_key
  for each row execute function tell_keys_changed('application_id');
