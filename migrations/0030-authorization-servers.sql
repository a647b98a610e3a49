-- OAuth 2.0: one authorization server for each environment. Its clients are the credentials of access grants, read where
-- they are; what stands here is only what such a server makes itself.

-- By which it signs. A key is published from the beginning, signs from its instant on until the next one does, and goes
-- once everything that it has signed is over.
create table oauth_signing_key (
  -- The `kid` of JSON Web Keys (RFC 7517).
  id text primary key,
  environment_id text not null references api_environment (id) deferrable initially deferred,
  algorithm text not null check (algorithm in ('ES256', 'EdDSA', 'PS256')),
  public_jwk jsonb not null,
  -- R34: the private key.
  private_ciphertext text not null,
  private_key_id text not null,
  created_at timestamptz(3) not null,
  signs_from timestamptz(3) not null
);
create index oauth_signing_key_environment_index on oauth_signing_key (environment_id, algorithm, signs_from);

-- Access tokens that were revoked before their end (RFC 7009), by the `jti` that they carry.
create table oauth_revoked_token (
  id text primary key,
  application_id text not null,
  expires_at timestamptz(3) not null
);
create index oauth_revoked_token_expiry_index on oauth_revoked_token (expires_at);

-- Sessions of bank customers, what they have consented to, codes, refresh tokens and requests that were pushed.
create table oauth_record (
  -- R34: the keyed hash of what names it, since most of these names are secrets.
  id text primary key,
  environment_id text not null references api_environment (id) deferrable initially deferred,
  kind text not null,
  -- The consent that it goes with.
  grant_id text,
  -- Of sessions and of what waits for a person: the keyed hash of another name.
  uid_hash text,
  -- R34: all that it says.
  payload_ciphertext text not null,
  payload_key_id text not null,
  consumed_at timestamptz(3),
  expires_at timestamptz(3) not null
);
create index oauth_record_grant_index on oauth_record (grant_id) where grant_id is not null;
create index oauth_record_uid_index on oauth_record (uid_hash) where uid_hash is not null;
create index oauth_record_expiry_index on oauth_record (expires_at);

-- Whoever verifies access tokens hears of what ends them.
create trigger client_credentials_changes_are_told
  after delete or update of client_id, credentials_provisioned_at, credentials_revoked_at on access_grant
  for each row execute function tell_keys_changed('application_id');

create trigger revoked_tokens_are_told
  after insert on oauth_revoked_token
  for each row execute function tell_keys_changed('application_id');

create trigger api_base_url_changes_are_told
  after update of api_base_url on api_environment
  for each statement execute function tell_catalogue_changed();
