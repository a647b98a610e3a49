-- R11: the name as it looks. Names that are there already look like themselves, until they are written the next time.
alter table client_application add column name_skeleton text;
update client_application set name_skeleton = id;
alter table client_application alter column name_skeleton set not null;
alter table client_application
  add constraint client_application_skeleton_unique unique (partner_id, name_skeleton);
