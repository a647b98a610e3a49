-- What one credential may is not answered with what another did: answers are kept for each set of scopes apart.
alter table idempotency_record add column credential text;
update idempotency_record set credential = 'SESSION';
alter table idempotency_record
  alter column credential set not null,
  drop constraint idempotency_record_pkey,
  add primary key (developer_id, credential, key);
