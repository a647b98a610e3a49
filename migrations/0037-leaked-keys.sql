-- When a key was reported as public, and what becomes of such keys in an environment.
alter table api_key add column leaked_at timestamptz(3);
alter table api_environment
  add column when_key_leaks text not null default 'TELL' check (when_key_leaks in ('TELL', 'REVOKE'));
