-- Searching a partner's applications by a part of name or description, however many there are.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create index client_application_search_index on client_application using gin (partner_id, (name || E'\n' || description) gin_trgm_ops);
