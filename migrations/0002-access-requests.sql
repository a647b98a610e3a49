-- R17: what was asked for in an environment at one time. A decision covers just that; what is added later has a request
-- of its own. Application, environment and partner stand here as well, so that operators' lists read one table.
create table access_request (
  id text primary key,
  grant_id text not null references access_grant (id) deferrable initially deferred,
  application_id text not null,
  environment_id text not null,
  partner_id text not null,
  product_ids text[] not null,
  -- When it was made, or last made again after a rejection.
  requested_at timestamptz(3) not null,
  note text,
  verdict text check (verdict in ('APPROVED', 'REJECTED')),
  decided_at timestamptz(3),
  -- The operator; null where the environment needs no approval.
  decided_by_id text,
  decision_reason text,
  -- What has changed since an operator approved it, and no operator has seen yet.
  changed_details text[] not null,
  check ((verdict is null) = (decided_at is null))
);
create index access_request_grant_index on access_request (grant_id, id);
create index access_request_requested_index on access_request (requested_at, id);
create index access_request_waiting_index on access_request (requested_at, id) where verdict is null;
create index access_request_rejected_index on access_request (requested_at, id) where verdict = 'REJECTED';
create index access_request_changed_index on access_request (requested_at, id) where changed_details <> '{}';
create index access_request_environment_index on access_request (environment_id, requested_at, id);
create index access_request_partner_index on access_request (partner_id, requested_at, id);

insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, note,
                            verdict, decided_at, decision_reason, changed_details)
  select 'req_' || substr(access_grant.id, 5), access_grant.id, application.id, environment_id, application.partner_id,
         application.product_ids, requested_at, request_note, verdict, decided_at, decision_reason, '{}'
    from access_grant join client_application as application on application.id = access_grant.application_id;

alter table access_grant
  drop column requested_at,
  drop column verdict,
  drop column decided_at,
  drop column decision_reason,
  drop column request_note;

-- R17: who belonged to a company decides nothing that was asked for before they left it.
create table former_membership (
  developer_id text not null,
  partner_id text not null,
  left_at timestamptz(3) not null,
  primary key (developer_id, partner_id, left_at)
);
