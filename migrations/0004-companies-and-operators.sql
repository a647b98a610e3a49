-- R7: invitations; whether one is pending, accepted, withdrawn or expired follows from its instants.
create table invitation (id text not null, partner_id text not null, email text not null, invited_by_id text not null, created_at timestamptz(3) not null, expires_at timestamptz(3) not null, accepted_at timestamptz(3) null, withdrawn_at timestamptz(3) null, last_sent_at timestamptz(3) not null, sendings jsonb not null, primary key (id));
create index invitation_email_index on invitation (email);
create index invitation_partner_index on invitation (partner_id, id);
create index invitation_sent_index on invitation (partner_id, last_sent_at);
alter table invitation add foreign key (partner_id) references partner (id) deferrable initially deferred;

-- R9: keyed hashes of the addresses of removed members who have deleted their accounts; they come back by invitation alone.
create table former_member (partner_id text not null, address_hash text not null, primary key (partner_id, address_hash));
alter table former_member add foreign key (partner_id) references partner (id) deferrable initially deferred;

-- R17: what the owner wrote when asking again.
alter table access_grant add column request_note text null;
create index access_grant_requested_index on access_grant (requested_at, id);
create index access_grant_waiting_index on access_grant (requested_at, id) where verdict is null;
create index access_grant_rejected_index on access_grant (requested_at, id) where verdict = 'REJECTED';

-- Staff of the platform, besides OPERATOR_EMAILS.
create table operator (email text not null, granted_at timestamptz(3) not null, primary key (email));

create table access_token (id text not null, developer_id text not null, name text not null, scopes text[] not null, hash text not null, preview text not null, created_at timestamptz(3) not null, expires_at timestamptz(3) not null, revoked_at timestamptz(3) null, last_used_at timestamptz(3) null, primary key (id));
alter table access_token add constraint access_token_hash_unique unique (hash);
create index access_token_developer_index on access_token (developer_id, id);
alter table access_token add foreign key (developer_id) references developer (id) deferrable initially deferred;

-- Gateways that refuse or do not answer: since when, and whether the owners have been told.
create table provisioning_failure (application_id text not null, environment_id text not null, since timestamptz(3) not null, last_failed_at timestamptz(3) not null, last_error text not null, told_at timestamptz(3) null, primary key (application_id, environment_id));
create index provisioning_failure_since_index on provisioning_failure (since);

-- When the operators last got a digest of new access requests.
create table operator_digest (name text not null, sent_at timestamptz(3) not null, primary key (name));

-- A person's trail, for the export of his data.
create index audit_entry_actor_index on audit_entry (actor_id, id);

-- R33 and a person's right to be forgotten: the trail is never changed, but for a network address that is taken out.
create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.actor_address is null and to_jsonb(new) - 'actor_address' = to_jsonb(old) - 'actor_address' then
      return new;
    end if;
  end if;
  raise exception 'audit entries are never changed or deleted';
end $$;
