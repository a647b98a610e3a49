-- R38: how colleagues join a company, and what is proposed to its ADMINs.
alter table partner
  add column joining_policy text not null default 'OPEN' check (joining_policy in ('OPEN', 'CONSENT', 'INVITATION')),
  add column proposed_joining_policy text check (proposed_joining_policy in ('OPEN', 'CONSENT', 'INVITATION'));
alter table partner alter column joining_policy drop default;

-- The developer is the primary key: one asks to join the company of their own domain alone (R2).
create table join_request (
  developer_id text primary key references developer (id) deferrable initially deferred,
  partner_id text not null references partner (id) deferrable initially deferred,
  requested_at timestamptz(3) not null,
  declined_at timestamptz(3)
);
create index join_request_partner_index on join_request (partner_id, requested_at, developer_id);
