-- The schema of Portico. Rule numbers (R1 …) are those of the README's table of rules.
-- Instants are kept to the millisecond, as JavaScript has them. Foreign keys are checked at the end of a transaction,
-- because the rows of one aggregate are written in no particular order.
-- A migration is never edited once it has landed: what changes is a new file.

-- Searching applications by a part of their text, within one partner, however many there are.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-------------------------------------------------------------------------------
-- People
-------------------------------------------------------------------------------

-- R2: one developer for each address.
create table developer (
  id text primary key,
  email text not null constraint developer_email_unique unique,
  given_name text,
  family_name text,
  job_title text,
  phone text,
  terms_version text,
  terms_accepted_at timestamptz(3),
  created_at timestamptz(3) not null
);

-- Which identity provider's subject is which developer.
create table developer_identity (
  subject text primary key,
  developer_id text not null references developer (id) deferrable initially deferred,
  created_at timestamptz(3) not null
);
create index developer_identity_developer_index on developer_identity (developer_id);

-- Personal access tokens, kept as keyed hashes (R34).
create table access_token (
  id text primary key,
  developer_id text not null references developer (id) deferrable initially deferred,
  name text not null,
  scopes text[] not null,
  hash text not null constraint access_token_hash_unique unique,
  preview text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  last_used_at timestamptz(3)
);
create index access_token_developer_index on access_token (developer_id, id);

-- Staff of the platform, besides OPERATOR_EMAILS.
create table operator (
  email text primary key,
  granted_at timestamptz(3) not null
);

-------------------------------------------------------------------------------
-- Partners
-------------------------------------------------------------------------------

create table partner (
  id text primary key,
  legal_name text,
  website text,
  country text,
  contact_email text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

-- R5: the domain is the primary key, so none belongs to two partners.
create table partner_domain (
  domain text primary key,
  partner_id text not null references partner (id) deferrable initially deferred
);
create index partner_domain_partner_index on partner_domain (partner_id);

-- R2: the developer is the primary key, so none is a member of two partners.
create table member (
  developer_id text primary key references developer (id) deferrable initially deferred,
  partner_id text not null references partner (id) deferrable initially deferred,
  role text not null check (role in ('ADMIN', 'MEMBER')),
  joined_at timestamptz(3) not null
);
create index member_partner_joined_index on member (partner_id, joined_at, developer_id);

-- R7: whether an invitation is pending, accepted, withdrawn or expired follows from its instants.
create table invitation (
  id text primary key,
  partner_id text not null references partner (id) deferrable initially deferred,
  email text not null,
  invited_by_id text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  withdrawn_at timestamptz(3),
  last_sent_at timestamptz(3) not null,
  -- Every mail that was sent for it: [{ byId, at }].
  sendings jsonb not null
);
create index invitation_email_index on invitation (email);
create index invitation_partner_index on invitation (partner_id, id);
create index invitation_sent_index on invitation (partner_id, last_sent_at);

-- R9: removed members who have deleted their accounts since, by a keyed hash of their address. They come back by
-- invitation alone.
create table former_member (
  partner_id text not null references partner (id) deferrable initially deferred,
  address_hash text not null,
  primary key (partner_id, address_hash)
);

-------------------------------------------------------------------------------
-- Catalogue
-------------------------------------------------------------------------------

create table api_product (
  id text primary key,
  slug text not null constraint api_product_slug_unique unique,
  name text not null,
  description text not null,
  -- [{ name, version, documentationUrl }]
  apis jsonb not null,
  -- The products that come with this one.
  embed_ids text[] not null,
  -- R14: a closed one takes no new applications.
  is_open boolean not null,
  created_at timestamptz(3) not null
);

create table api_environment (
  id text primary key,
  slug text not null constraint api_environment_slug_unique unique,
  name text not null,
  institution text not null,
  tier text not null,
  api_base_url text not null,
  -- R17: AUTOMATIC, or APPROVAL by an operator.
  access_policy text not null,
  -- R19: REPEATABLE, or ONCE.
  secret_retrieval text not null,
  is_open boolean not null,
  created_at timestamptz(3) not null
);

-- R10: the newest version is the one to accept.
create table terms (
  version text primary key,
  url text,
  published_at timestamptz(3) not null
);

-------------------------------------------------------------------------------
-- Client applications
-------------------------------------------------------------------------------

create table client_application (
  id text primary key,
  partner_id text not null references partner (id) deferrable initially deferred,
  name text not null,
  -- R11: the name as it is compared.
  name_key text not null,
  description text not null,
  type text not null,
  authentication text not null,
  site_url text,
  redirect_urls text[] not null,
  product_ids text[] not null,
  owner_id text not null references developer (id) deferrable initially deferred,
  co_owner_ids text[] not null,
  -- R29: set while the application is deactivated.
  deactivated_at timestamptz(3),
  -- R26: counts the changes by people.
  version int not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  -- R11
  constraint client_application_name_unique unique (partner_id, name_key),
  -- R20: nobody is an owner twice.
  check (not owner_id = any (co_owner_ids))
);
create index client_application_owner_index on client_application (owner_id);
create index client_application_created_index on client_application (partner_id, created_at, id);
create index client_application_updated_index on client_application (partner_id, updated_at, id);
create index client_application_search_index on client_application
  using gin (partner_id, (name || E'\n' || description) gin_trgm_ops);

-- One application in one environment: the request, its decision (R17) and one pair of client credentials (R15).
create table access_grant (
  id text primary key,
  application_id text not null references client_application (id) deferrable initially deferred,
  environment_id text not null references api_environment (id) deferrable initially deferred,
  requested_at timestamptz(3) not null,
  verdict text check (verdict in ('APPROVED', 'REJECTED')),
  decided_at timestamptz(3),
  decision_reason text,
  client_id text constraint access_grant_client_id_unique unique,
  -- R34: the secret's keyed hash for look-up, and its ciphertext with the id of the key that sealed it.
  secret_hash text constraint access_grant_secret_hash_unique unique,
  secret_ciphertext text,
  secret_key_id text,
  secret_preview text,
  credentials_issued_at timestamptz(3),
  credentials_provisioned_at timestamptz(3),
  credentials_revoked_at timestamptz(3),
  secret_last_shown_at timestamptz(3),
  -- R28: the secret before the last rotation, while it goes on working.
  retiring_secret_hash text,
  retiring_secret_expires_at timestamptz(3),
  -- R17: what an owner wrote when asking again.
  request_note text,
  constraint access_grant_environment_unique unique (application_id, environment_id),
  check ((verdict is null) = (decided_at is null)),
  check ((retiring_secret_hash is null) = (retiring_secret_expires_at is null))
);
create index access_grant_environment_index on access_grant (environment_id);
create index access_grant_requested_index on access_grant (requested_at, id);
create index access_grant_waiting_index on access_grant (requested_at, id) where verdict is null;
create index access_grant_rejected_index on access_grant (requested_at, id) where verdict = 'REJECTED';

-- R15: one key for each product of a grant, and the ones that it replaces while they overlap (R28). A key's status
-- follows from its instants.
create table api_key (
  id text primary key,
  grant_id text not null references access_grant (id) deferrable initially deferred,
  product_id text not null references api_product (id) deferrable initially deferred,
  -- R34: as in access_grant.
  secret_hash text constraint api_key_secret_hash_unique unique,
  secret_ciphertext text,
  secret_key_id text,
  secret_preview text,
  issued_at timestamptz(3),
  provisioned_at timestamptz(3),
  revoked_at timestamptz(3),
  expires_at timestamptz(3),
  last_shown_at timestamptz(3),
  last_used_at timestamptz(3),
  check (provisioned_at is null or issued_at is not null)
);
create index api_key_grant_index on api_key (grant_id, product_id);
create index api_key_product_index on api_key (product_id);

-- R31: the id of a deleted application is never used again, whoever writes to the table.
create table deleted_client_application (
  id text primary key,
  partner_id text not null,
  deleted_at timestamptz(3) not null
);

create function remember_deleted_application() returns trigger language plpgsql as $$
begin
  insert into deleted_client_application (id, partner_id, deleted_at) values (old.id, old.partner_id, now());
  return old;
end $$;
create trigger client_application_deletion_is_remembered
  after delete on client_application
  for each row execute function remember_deleted_application();

create function refuse_deleted_application() returns trigger language plpgsql as $$
begin
  if exists (select from deleted_client_application where id = new.id) then
    raise exception 'the client application % was deleted for good', new.id;
  end if;
  return new;
end $$;
create trigger client_application_stays_deleted
  before insert or update of id on client_application
  for each row execute function refuse_deleted_application();

create function refuse_deletion_change() returns trigger language plpgsql as $$
begin
  raise exception 'deletions are never changed or undone';
end $$;
create trigger deleted_client_application_is_append_only
  before update or delete on deleted_client_application
  for each row execute function refuse_deletion_change();
create trigger deleted_client_application_is_kept
  before truncate on deleted_client_application
  execute function refuse_deletion_change();

-------------------------------------------------------------------------------
-- Audit trail
-------------------------------------------------------------------------------

-- R33: who, what, when, on what, from which address.
create table audit_entry (
  id text primary key,
  at timestamptz(3) not null,
  -- Null when the system itself acted.
  actor_id text,
  actor_address text,
  action text not null,
  summary text not null,
  partner_id text,
  application_id text,
  subject_id text not null
);
create index audit_entry_application_index on audit_entry (application_id, id);
create index audit_entry_partner_index on audit_entry (partner_id, id);
-- A person's trail, for the export of their data.
create index audit_entry_actor_index on audit_entry (actor_id, id);

-- R33 and a person's right to be forgotten: the trail is only ever added to, but for a network address that is taken
-- out.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.actor_address is null and to_jsonb(new) - 'actor_address' = to_jsonb(old) - 'actor_address' then
      return new;
    end if;
  end if;
  raise exception 'audit entries are never changed or deleted';
end $$;
create trigger audit_entry_is_append_only
  before update or delete on audit_entry
  for each row execute function refuse_audit_change();
create trigger audit_entry_is_kept
  before truncate on audit_entry
  execute function refuse_audit_change();

-------------------------------------------------------------------------------
-- Gateways
-------------------------------------------------------------------------------

-- What the built-in gateway accepts: one row for each live API key.
create table gateway_key (
  hash text primary key,
  environment_id text not null,
  application_id text not null,
  api_key_id text not null,
  product_id text not null,
  expires_at timestamptz(3)
);
create index gateway_key_application_index on gateway_key (application_id, environment_id);

-- One row for each live OAuth client.
create table gateway_client (
  client_id text primary key,
  environment_id text not null,
  application_id text not null,
  secret_hash text,
  redirect_urls text[] not null,
  -- R28
  retiring_secret_hash text,
  retiring_secret_expires_at timestamptz(3)
);
create index gateway_client_application_index on gateway_client (application_id, environment_id);

-- Gateways that refuse or do not answer: since when, and whether the owners have been told.
create table provisioning_failure (
  application_id text not null,
  environment_id text not null,
  since timestamptz(3) not null,
  last_failed_at timestamptz(3) not null,
  last_error text not null,
  told_at timestamptz(3),
  primary key (application_id, environment_id)
);
create index provisioning_failure_since_index on provisioning_failure (since);

-------------------------------------------------------------------------------
-- Mail and requests
-------------------------------------------------------------------------------

-- When the operators last got a digest of new access requests.
create table operator_digest (
  name text primary key,
  sent_at timestamptz(3) not null
);

-- The mails of a Portico without SMTP, shown at /dev/mailbox.
create table mailbox_message (
  id text primary key,
  recipient text not null,
  subject text not null,
  html text not null,
  text text not null,
  sent_at timestamptz(3) not null
);
create index mailbox_message_sent_index on mailbox_message (sent_at);

-- First answers of mutations that were sent with an Idempotency-Key; kept for 24 hours.
create table idempotency_record (
  developer_id text not null,
  key text not null,
  request_hash text not null,
  -- When the mutation was committed, in its own transaction.
  done_at timestamptz(3),
  -- Null while the first request is still running.
  response text,
  created_at timestamptz(3) not null,
  primary key (developer_id, key)
);
create index idempotency_record_created_index on idempotency_record (created_at);
