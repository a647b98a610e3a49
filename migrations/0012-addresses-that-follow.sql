-- R2: which address a provider's subject was last known by, and since when; the developer's follows when it changes.
alter table developer_identity
  add column email text,
  add column vouched_at timestamptz(3);
update developer_identity set email = developer.email from developer where developer.id = developer_identity.developer_id;
alter table developer_identity alter column email set not null;

-- Keyed hashes of the addresses and subjects of deleted accounts, so that no token from before signs them up anew. They
-- are kept for as long as a token is good at most.
create table erased_identity (
  hash text primary key,
  erased_at timestamptz(3) not null
);
create index erased_identity_erased_index on erased_identity (erased_at);
