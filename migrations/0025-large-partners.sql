-- Partners with 10,000 applications, and 1,000,000 applications in all: an index for each filter, also where it asks for few of many.

-- R20: whom an application belongs to, from the person's side.
create index client_application_owners_index on client_application using gin ((owner_id || co_owner_ids));

create index client_application_deactivated_index on client_application (partner_id) where deactivated_at is not null;
-- What a partner's applications are counted by, so that counting reads no more than this.
create index client_application_facets_index
  on client_application (partner_id) include (id, type, deactivated_at, owner_id, co_owner_ids, product_ids);

create index access_request_partner_environment_index on access_request (partner_id, environment_id, application_id);
create index access_request_partner_waiting_index on access_request (partner_id, requested_at, id)
  where verdict is null;
create index access_request_partner_rejected_index on access_request (partner_id, requested_at, id)
  where verdict = 'REJECTED';
create index access_request_partner_changed_index on access_request (partner_id, requested_at, id)
  where changed_details <> '{}';

create index api_key_revoked_index on api_key (partner_id, application_id) where revoked_at is not null;
create index api_key_unprovisioned_index on api_key (partner_id, application_id)
  where provisioned_at is null and revoked_at is null;

create index invitation_inviter_index on invitation (invited_by_id, id);
create index access_token_creator_index on access_token (created_by_id, id);

-- How many access requests there are in all, by environment and verdict: what operators see above a list that has no end. Each
-- change adds a line, so that nobody waits for anybody; the lines are summed up now and then.
create table access_request_tally (
  environment_id text not null,
  verdict text,
  requests bigint not null
);
insert into access_request_tally (environment_id, verdict, requests)
  select environment_id, verdict, count(*) from access_request group by environment_id, verdict;

create function tally_access_requests() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into access_request_tally
      select environment_id, verdict, count(*) from added group by environment_id, verdict;
  elsif tg_op = 'DELETE' then
    insert into access_request_tally
      select environment_id, verdict, - count(*) from gone group by environment_id, verdict;
  else
    insert into access_request_tally
      select environment_id, verdict, sum(number)
        from (select environment_id, verdict, 1 as number from added
              union all select environment_id, verdict, -1 from gone) as changed
       group by environment_id, verdict having sum(number) <> 0;
  end if;
  return null;
end $$;
create trigger access_request_is_counted
  after insert on access_request referencing new table as added
  for each statement execute function tally_access_requests();
create trigger access_request_is_counted_otherwise
  after update on access_request referencing old table as gone new table as added
  for each statement execute function tally_access_requests();
create trigger access_request_is_not_counted
  after delete on access_request referencing old table as gone
  for each statement execute function tally_access_requests();
