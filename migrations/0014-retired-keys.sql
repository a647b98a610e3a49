-- R34: of keys that have left the keyring, what look-up hashes were made with; sealed by a key that has not.
create table retired_key (
  id text primary key,
  pepper_ciphertext text not null,
  pepper_key_id text not null,
  retired_at timestamptz(3) not null
);
