-- How often a password was tried for an account, or on a device that has signed in to it before: by a keyed hash, so that
-- it tells nobody which addresses were tried. A row goes a day after the last try, or with the right password.
create table sign_in_attempt (
  subject_hash text primary key,
  attempts integer not null,
  last_at timestamptz(3) not null,
  -- No password is compared before; null: at once.
  next_at timestamptz(3)
);
create index sign_in_attempt_last_index on sign_in_attempt (last_at);
