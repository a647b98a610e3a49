-- Lists: how they are ordered and filtered, and an index for each way.

-- Names sort as people sort, whatever their case and accents, and numbers in them by their value. It tells apart what is
-- not the same text, so that a place in a list is one place.
create collation people (provider = icu, locale = 'und-u-kn-true');

create index client_application_people_index on client_application (partner_id, name collate people, id);
create index api_product_people_index on api_product (name collate people, id);
create index api_environment_people_index on api_environment (name collate people, id);
create index api_environment_institution_index
  on api_environment (institution collate people, name collate people, id);

-- What members are listed by belongs to the developer. The database keeps it here as well, whoever writes there.
alter table member
  add column developer_name text,
  add column developer_email text;

create function displayed_name(given_name text, family_name text, email text) returns text language sql stable as $$
  select coalesce(nullif(concat_ws(' ', nullif(given_name, ''), nullif(family_name, '')), ''),
                  regexp_replace(email, '@[^@]*$', ''))
$$;

update member
   set developer_name = displayed_name(given_name, family_name, email), developer_email = email
  from developer where developer.id = member.developer_id;

create function name_new_member() returns trigger language plpgsql as $$
begin
  select displayed_name(given_name, family_name, email), email into new.developer_name, new.developer_email
    from developer where id = new.developer_id;
  return new;
end $$;
create trigger member_has_a_name
  before insert on member
  for each row execute function name_new_member();

-- The rows of one transaction are written in no particular order: the developer may come after the member.
create function name_member_anew() returns trigger language plpgsql as $$
begin
  update member
     set developer_name = displayed_name(new.given_name, new.family_name, new.email), developer_email = new.email
   where developer_id = new.id;
  return null;
end $$;
create trigger developer_is_named_as_member
  after insert or update of given_name, family_name, email on developer
  for each row execute function name_member_anew();

create index member_name_index on member (partner_id, developer_name collate people, developer_id);
create index member_role_index on member (partner_id, role, joined_at, developer_id);
create index member_search_index on member
  using gin (partner_id, (developer_name || E'\n' || developer_email) gin_trgm_ops);

create index join_request_waiting_index on join_request (partner_id, requested_at, developer_id)
  where declined_at is null;

create index invitation_open_index on invitation (partner_id, id, expires_at)
  where accepted_at is null and withdrawn_at is null;
create index invitation_accepted_index on invitation (partner_id, id) where accepted_at is not null;
create index invitation_withdrawn_index on invitation (partner_id, id)
  where accepted_at is null and withdrawn_at is not null;

-- A key's application and partner never change; they stand here so that a partner's keys are found without the rest.
alter table api_key
  add column application_id text,
  add column partner_id text;
update api_key
   set application_id = application.id, partner_id = application.partner_id
  from access_grant join client_application as application on application.id = access_grant.application_id
 where access_grant.id = api_key.grant_id;
alter table api_key
  alter column application_id set not null,
  alter column partner_id set not null;
create index api_key_partner_index on api_key (partner_id, application_id);
create index api_key_expiry_index on api_key (partner_id, expires_at) where expires_at is not null;

create index access_request_environment_waiting_index on access_request (environment_id, requested_at, id)
  where verdict is null;

drop index provisioning_failure_since_index;
create index provisioning_failure_since_index on provisioning_failure (since, application_id, environment_id);
create index provisioning_failure_environment_index
  on provisioning_failure (environment_id, since, application_id);

-- The trail by the time that it tells, of which its filter speaks.
drop index audit_entry_application_index;
drop index audit_entry_partner_index;
create index audit_entry_application_index on audit_entry (application_id, at, id);
create index audit_entry_partner_index on audit_entry (partner_id, at, id);
create index audit_entry_partner_action_index on audit_entry (partner_id, action, at, id);
create index audit_entry_partner_actor_index on audit_entry (partner_id, actor_id, at, id);
