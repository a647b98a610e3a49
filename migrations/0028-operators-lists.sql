-- What operators list and search: all companies, and the applications of all of them.

create index partner_name_index on partner ((coalesce(legal_name, '')) collate people, id);
create index partner_search_index on partner using gin (legal_name gin_trgm_ops);
create index partner_suspended_index on partner (id) where suspended_at is not null;
create index partner_domain_search_index on partner_domain using gin (domain gin_trgm_ops);

create index client_application_all_people_index on client_application (name collate people, id);
create index client_application_all_created_index on client_application (created_at, id);
create index client_application_all_updated_index on client_application (updated_at, id);
