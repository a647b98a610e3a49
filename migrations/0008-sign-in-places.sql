-- R36: the network addresses that people have signed in from, as keyed hashes, so that a sign-in from another one is told
-- by mail. Those not seen for half a year are forgotten.
create table sign_in_place (
  user_id text not null,
  place text not null,
  seen_at timestamptz(3) not null,
  primary key (user_id, place)
);
create index sign_in_place_seen_index on sign_in_place (seen_at);
