-- R28: the client secret before the last rotation, while it goes on working.
alter table access_grant add column retiring_secret_hash text null, add column retiring_secret_expires_at timestamptz(3) null;
alter table access_grant add check ((retiring_secret_hash is null) = (retiring_secret_expires_at is null));
alter table gateway_client add column retiring_secret_hash text null, add column retiring_secret_expires_at timestamptz(3) null;

-- R31: a deleted application's id is never used again, whoever writes to the table.
create table deleted_client_application (id text not null, partner_id text not null, deleted_at timestamptz(3) not null, primary key (id));

create function remember_deleted_application() returns trigger language plpgsql as $$
begin
  insert into deleted_client_application (id, partner_id, deleted_at) values (old.id, old.partner_id, now());
  return old;
end $$;
create trigger client_application_deletion_is_remembered after delete on client_application
  for each row execute function remember_deleted_application();

create function refuse_deleted_application() returns trigger language plpgsql as $$
begin
  if exists (select from deleted_client_application where id = new.id) then
    raise exception 'the client application % was deleted for good', new.id;
  end if;
  return new;
end $$;
create trigger client_application_stays_deleted before insert or update of id on client_application
  for each row execute function refuse_deleted_application();

create function refuse_deletion_change() returns trigger language plpgsql as $$
begin
  raise exception 'deletions are never changed or undone';
end $$;
create trigger deleted_client_application_is_append_only before update or delete on deleted_client_application
  for each row execute function refuse_deletion_change();
create trigger deleted_client_application_is_kept before truncate on deleted_client_application
  execute function refuse_deletion_change();

-- R33: nor is the audit trail ever emptied.
create trigger audit_entry_is_kept before truncate on audit_entry execute function refuse_audit_change();
