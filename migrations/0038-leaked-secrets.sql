-- When a client secret, newest or before the last rotation, or a gateway token was reported as public.
alter table access_grant
  add column secret_leaked_at timestamptz(3),
  add column retiring_secret_leaked_at timestamptz(3);
alter table gateway_token add column leaked_at timestamptz(3);
create index access_grant_retiring_secret_index on access_grant (retiring_secret_hash) where retiring_secret_hash is not null;
