create table access_grant (id text not null, application_id text not null, environment_id text not null, requested_at timestamptz(3) not null, verdict text null, decided_at timestamptz(3) null, decision_reason text null, client_id text null, secret_hash text null, secret_ciphertext text null, secret_key_id text null, secret_preview text null, credentials_issued_at timestamptz(3) null, credentials_provisioned_at timestamptz(3) null, credentials_revoked_at timestamptz(3) null, secret_last_shown_at timestamptz(3) null, primary key (id));
create index access_grant_environment_index on access_grant (environment_id);
alter table access_grant add constraint access_grant_client_id_unique unique (client_id);
alter table access_grant add constraint access_grant_secret_hash_unique unique (secret_hash);
alter table access_grant add constraint access_grant_environment_unique unique (application_id, environment_id);

create table api_environment (id text not null, slug text not null, name text not null, institution text not null, tier text not null, api_base_url text not null, access_policy text not null, secret_retrieval text not null, is_open boolean not null, created_at timestamptz(3) not null, primary key (id));
alter table api_environment add constraint api_environment_slug_unique unique (slug);

create table api_key (id text not null, grant_id text not null, product_id text not null, secret_hash text null, secret_ciphertext text null, secret_key_id text null, secret_preview text null, issued_at timestamptz(3) null, provisioned_at timestamptz(3) null, revoked_at timestamptz(3) null, expires_at timestamptz(3) null, last_shown_at timestamptz(3) null, last_used_at timestamptz(3) null, primary key (id));
create index api_key_product_index on api_key (product_id);
alter table api_key add constraint api_key_secret_hash_unique unique (secret_hash);
create index api_key_grant_index on api_key (grant_id, product_id);

create table api_product (id text not null, slug text not null, name text not null, description text not null, apis jsonb not null, embed_ids text[] not null, is_open boolean not null, created_at timestamptz(3) not null, primary key (id));
alter table api_product add constraint api_product_slug_unique unique (slug);

create table audit_entry (id text not null, at timestamptz(3) not null, actor_id text null, actor_address text null, action text not null, summary text not null, partner_id text null, application_id text null, subject_id text not null, primary key (id));
create index audit_entry_application_index on audit_entry (application_id, id);
create index audit_entry_partner_index on audit_entry (partner_id, id);

create table client_application (id text not null, partner_id text not null, name text not null, name_key text not null, description text not null, type text not null, authentication text not null, site_url text null, redirect_urls text[] not null, product_ids text[] not null, owner_id text not null, co_owner_ids text[] not null, deactivated_at timestamptz(3) null, version int not null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null, primary key (id));
create index client_application_owner_index on client_application (owner_id);
create index client_application_created_index on client_application (partner_id, created_at, id);
create index client_application_updated_index on client_application (partner_id, updated_at, id);
alter table client_application add constraint client_application_name_unique unique (partner_id, name_key);

create table developer_identity (subject text not null, developer_id text not null, created_at timestamptz(3) not null, primary key (subject));
create index developer_identity_developer_index on developer_identity (developer_id);

create table developer (id text not null, email text not null, given_name text null, family_name text null, job_title text null, phone text null, terms_version text null, terms_accepted_at timestamptz(3) null, created_at timestamptz(3) not null, primary key (id));
alter table developer add constraint developer_email_unique unique (email);

create table gateway_client (client_id text not null, environment_id text not null, application_id text not null, secret_hash text null, redirect_urls text[] not null, primary key (client_id));
create index gateway_client_application_index on gateway_client (application_id, environment_id);

create table gateway_key (hash text not null, environment_id text not null, application_id text not null, api_key_id text not null, product_id text not null, expires_at timestamptz(3) null, primary key (hash));
create index gateway_key_application_index on gateway_key (application_id, environment_id);

create table idempotency_record (developer_id text not null, key text not null, request_hash text not null, done_at timestamptz(3) null, response text null, created_at timestamptz(3) not null, primary key (developer_id, key));
create index idempotency_record_created_index on idempotency_record (created_at);

create table mailbox_message (id text not null, recipient text not null, subject text not null, html text not null, text text not null, sent_at timestamptz(3) not null, primary key (id));
create index mailbox_message_sent_index on mailbox_message (sent_at);

create table member (developer_id text not null, partner_id text not null, role text not null, joined_at timestamptz(3) not null, primary key (developer_id));
create index member_partner_joined_index on member (partner_id, joined_at, developer_id);

create table partner_domain (domain text not null, partner_id text not null, primary key (domain));
create index partner_domain_partner_index on partner_domain (partner_id);

create table partner (id text not null, legal_name text null, website text null, country text null, contact_email text null, created_at timestamptz(3) not null, updated_at timestamptz(3) not null, primary key (id));

create table terms (version text not null, url text null, published_at timestamptz(3) not null, primary key (version));

alter table developer_identity add foreign key (developer_id) references developer (id) deferrable initially deferred;
alter table partner_domain add foreign key (partner_id) references partner (id) deferrable initially deferred;
alter table member add foreign key (developer_id) references developer (id) deferrable initially deferred;
alter table member add foreign key (partner_id) references partner (id) deferrable initially deferred;
alter table client_application add foreign key (partner_id) references partner (id) deferrable initially deferred;
alter table client_application add foreign key (owner_id) references developer (id) deferrable initially deferred;
alter table access_grant add foreign key (application_id) references client_application (id) deferrable initially deferred;
alter table access_grant add foreign key (environment_id) references api_environment (id) deferrable initially deferred;
alter table api_key add foreign key (grant_id) references access_grant (id) deferrable initially deferred;
alter table api_key add foreign key (product_id) references api_product (id) deferrable initially deferred;

alter table member add check (role in ('ADMIN', 'MEMBER'));
alter table client_application add check (not owner_id = any (co_owner_ids));
alter table access_grant add check (verdict in ('APPROVED', 'REJECTED'));
alter table access_grant add check ((verdict is null) = (decided_at is null));
alter table api_key add check (provisioned_at is null or issued_at is not null);

-- R33: the audit trail is only ever added to.
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are never changed or deleted';
end $$;
create trigger audit_entry_is_append_only before update or delete on audit_entry
  for each row execute function refuse_audit_change();
