-- Gateways that an environment was taken away from, and that may still hold keys of it: what stops there has to reach them, too.
-- How each is told stays sealed for the environment (R34).
create table left_gateway (
  id text primary key,
  environment_id text not null references api_environment (id) deferrable initially deferred,
  ciphertext text not null,
  key_id text not null,
  left_at timestamptz(3) not null default now()
);
create index left_gateway_environment_index on left_gateway (environment_id);
