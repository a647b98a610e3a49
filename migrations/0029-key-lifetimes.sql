-- R39: how long keys of a product work in an environment, from their issue: [{"productId": "prd_…", "days": 90}].
alter table api_environment add column key_lifetimes jsonb not null default '[]';

-- R39: the last reminder that the owners were given of a key, in days before its end; kept by the worker.
alter table api_key add column expiry_told_days integer;

create index api_key_expiring_index on api_key (expires_at) where expires_at is not null and revoked_at is null;
