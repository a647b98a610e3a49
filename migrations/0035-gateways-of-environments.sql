-- What enforces keys in an environment; what Portico needs to tell it is sealed (R34).
alter table api_environment
  add column gateway_kind text not null default 'BUILT_IN' check (gateway_kind in ('BUILT_IN', 'KONG')),
  add column gateway_ciphertext text,
  add column gateway_key_id text,
  add check ((gateway_kind = 'BUILT_IN') = (gateway_ciphertext is null)),
  add check ((gateway_ciphertext is null) = (gateway_key_id is null));
