-- R2: which addresses developers had before they moved or followed their provider, so that an account that is deleted leaves
-- nothing behind under any of them.
create table earlier_address (
  developer_id text not null,
  email text not null,
  left_at timestamptz(3) not null,
  primary key (developer_id, email)
);
