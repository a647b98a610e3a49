-- R6: the legal name as it is compared, for operators to see one that is taken twice. Of names that are there already,
-- both are filled in by the product itself once this is in: SQL has no data on what is easily confused.
alter table partner
  add column legal_name_key text,
  add column legal_name_skeleton text;
create index partner_legal_name_index on partner (legal_name_key);
create index partner_legal_name_skeleton_index on partner (legal_name_skeleton);
