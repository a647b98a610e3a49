-- Access tokens that are the company's rather than a developer's: they act on the applications that they name. The trail
-- (audit_entry.actor_id) names such a token where it names a developer otherwise.
alter table access_token
  alter column developer_id drop not null,
  add column partner_id text references partner (id) deferrable initially deferred,
  -- Those that have been deleted since stay here, and mean nothing.
  add column application_ids text[],
  -- Who made it; a developer's id that outlives the account, as in the trail.
  add column created_by_id text,
  add constraint access_token_owner_check check (
    (developer_id is not null and partner_id is null and application_ids is null and created_by_id is null) or
    (developer_id is null and partner_id is not null and application_ids is not null and created_by_id is not null));
create index access_token_partner_index on access_token (partner_id, id);
