-- R35: how often keys of a product may be used, in plans of which one may be the default; and which plan of a product an
-- application was given instead.
alter table api_product
  add column rate_plans jsonb not null default '[]';

alter table client_application
  add column rate_plans jsonb not null default '[]';

-- Few are given another: these alone are looked at before a plan goes.
create index client_application_rate_plans_index on client_application (id) where rate_plans <> '[]';

-- Whoever answers gateways hears of both as of all that changes what a key opens.
create trigger api_product_rate_plans_are_told
  after update of rate_plans on api_product
  for each statement execute function tell_catalogue_changed();

create trigger client_application_rate_plans_are_told
  after update of rate_plans on client_application
  for each row execute function tell_keys_changed('id');
