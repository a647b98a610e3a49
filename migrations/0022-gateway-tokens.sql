-- What gateways are answered about keys while the database is away.
alter table api_environment
  add column verification_when_unavailable text not null default 'REFUSE'
    check (verification_when_unavailable in ('REFUSE', 'LAST_KNOWN'));

-- By which gateways show of which environment they are, kept as keyed hashes (R34).
create table gateway_token (
  id text primary key,
  environment_id text not null references api_environment (id) deferrable initially deferred,
  name text not null,
  hash text not null constraint gateway_token_hash_unique unique,
  preview text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  last_used_at timestamptz(3)
);
create index gateway_token_environment_index on gateway_token (environment_id, id);
