create or replace function pg_temp.tid(prefix text, n bigint) returns text language sql immutable as
$$ select prefix || '_01k' || lpad(to_hex(n), 9, '0') || substr(md5(prefix || n), 1, 14) $$;
create or replace function pg_temp.h(s text) returns text language sql immutable as
$$ select translate(encode(decode(md5(s) || md5('x' || s), 'hex'), 'base64'), E'+/=\n', '-_') $$;

insert into terms values ('1', 'https://docs.bank.example/terms/1', '2025-01-01') on conflict do nothing;
create temp table prd as select id, slug, row_number() over (order by slug) - 1 as i from api_product where slug <> 'digital-banking';
create temp table env as select id, slug, row_number() over (order by slug) - 1 as i from api_environment;

insert into partner (id, legal_name, website, country, contact_email, created_at, updated_at, joining_policy) select pg_temp.tid('par', p), 'Company ' || p || ' Ltd', 'https://company' || p || '.example', 'NL', 'it@company' || p || '.example', '2025-01-02', '2025-01-02', 'OPEN'
  from generate_series(1, :companies) p;
insert into partner_domain select 'company' || p || '.example', pg_temp.tid('par', p) from generate_series(1, :companies) p;

create temp table dev as select p, d, (p-1)*:developers + d as n from generate_series(1, :companies) p, generate_series(0, :developers - 1) d;
insert into developer select pg_temp.tid('dev', n), 'dev' || d || '@company' || p || '.example',
   (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Leslie','Tony','Niklaus','Frances'])[1 + n % 10], 'Developer-' || n, 'Engineer', null, '1', '2025-02-01', '2025-01-03' from dev;
insert into developer_identity (subject, developer_id, created_at, email) select 'portico|usr' || n, pg_temp.tid('dev', n), '2025-01-03', 'dev' || d || '@company' || p || '.example' from dev;
insert into member select pg_temp.tid('dev', n), pg_temp.tid('par', p), case d when 0 then 'ADMIN' else 'MEMBER' end, '2025-01-03'::timestamptz + d * interval '1 hour' from dev;
insert into auth."user" (id, name, email, "emailVerified", image, "createdAt", "updatedAt") select 'usr' || n, 'dev' || d, 'dev' || d || '@company' || p || '.example', true, null, '2025-01-03', '2025-01-03' from dev;
insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt") select 'acc' || n, 'usr' || n, 'credential', 'usr' || n, 'none', '2025-01-03', '2025-01-03' from dev;
insert into auth.session (id, "expiresAt", token, "createdAt", "updatedAt", "ipAddress", "userAgent", "userId") select 'ses' || n, now() + interval '6 days 23 hours', 'sha256:' || encode(sha256(convert_to(md5('session' || n), 'UTF8')), 'hex'), now(), now(), '10.0.0.1', 'bench', 'usr' || n from dev;

create temp table app as
  select row_number() over (order by k, p) as n, p, k from (
    select p, k from generate_series(1, :companies) p, generate_series(0, :applications - 1) k
    union all select 2, k from generate_series(:applications, :applications + :more - 1) k) x;
insert into client_application (id, partner_id, name, name_key, description, type, authentication, site_url, redirect_urls, product_ids, owner_id, co_owner_ids, deactivated_at, version, created_at, updated_at, name_skeleton)
select pg_temp.tid('app', n), pg_temp.tid('par', p), name, lower(name), 'Shows what ' || name || ' of company ' || p || ' needs to know about accounts, payments and consents.',
   type, case type when 'SERVICE' then 'CLIENT_CREDENTIALS' else 'AUTHORIZATION_CODE' end, null,
   case type when 'SERVICE' then '{}' else array['https://app' || k || '.company' || p || '.example/callback'] end,
   array[(select id from prd where i = n % 8), (select id from prd where i = (n + 3) % 8)],
   pg_temp.tid('dev', (p-1)*:developers + k % :developers), array[pg_temp.tid('dev', (p-1)*:developers + (k+1) % :developers)],
   case when n % 40 = 7 then '2025-11-01'::timestamptz end, 1,
   '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second', '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second', lower(name)
from (select n, p, k,
        (array['Ledger','Payments','Wallet','Insight','Treasury','Mortgage','Savings','Loyalty','Invoice','Budget'])[1 + n % 10] || ' ' ||
        (array['Portal','App','Sync','Gateway','Monitor','Bot','Desk','Hub','Bridge','Studio'])[1 + (n / 10) % 10] || ' ' || lpad(k::text, 5, '0') as name,
        (array['WEB','MOBILE','SERVICE','WEB'])[1 + n % 4] as type from app) a;
insert into access_grant (id, application_id, environment_id, client_id, secret_hash, secret_ciphertext, secret_key_id, secret_preview, credentials_issued_at, credentials_provisioned_at)
select pg_temp.tid('grt', n*3 + e.i), pg_temp.tid('app', n), e.id,
   case when live then pg_temp.tid('cli', n*3 + e.i) end, case when live then pg_temp.h('g' || n*3 + e.i) end,
   case when live then rpad(pg_temp.h('c' || n*3 + e.i), 130, 'x') end, case when live then 'k1' end,
   case when live then 'ptc_sec_' || e.slug || '_' || substr(md5('gs' || n), 1, 4) || '…' || substr(md5('gs' || n), 5, 4) end,
   case when live then at end, case when live then at end
from (select n, '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second' as at from app) a cross join env e
cross join lateral (select not (e.slug = 'production' and n % 50 = 0) as live) l;
insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, verdict, decided_at, changed_details)
select pg_temp.tid('req', n*3 + e.i), pg_temp.tid('grt', n*3 + e.i), pg_temp.tid('app', n), e.id, pg_temp.tid('par', p), array[(select id from prd where i = n % 8), (select id from prd where i = (n + 3) % 8)],
   at, case when live then 'APPROVED' end, case when live then at end, '{}'
from (select n, p, '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second' as at from app) a cross join env e
cross join lateral (select not (e.slug = 'production' and n % 50 = 0) as live) l;
insert into api_key (id, grant_id, application_id, partner_id, product_id, secret_hash, secret_ciphertext, secret_key_id, secret_preview, issued_at, provisioned_at)
select pg_temp.tid('key', m), pg_temp.tid('grt', n*3 + e.i), pg_temp.tid('app', n), pg_temp.tid('par', p), (select id from prd where i = (n + q*3) % 8),
   case when live then pg_temp.h('k' || m) end, case when live then rpad(pg_temp.h('kc' || m), 130, 'x') end, case when live then 'k1' end,
   case when live then 'ptc_key_' || e.slug || '_' || substr(md5('ks' || m), 1, 4) || '…' || substr(md5('ks' || m), 5, 4) end,
   case when live then at end, case when live then at end
from (select n, p, '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second' as at from app) a cross join env e cross join generate_series(0, 1) q
cross join lateral (select not (e.slug = 'production' and n % 50 = 0) as live, (n*3 + e.i)*2 + q as m) l;
insert into gateway_key (hash, environment_id, application_id, api_key_id, product_id, expires_at) select k.secret_hash, g.environment_id, g.application_id, k.id, k.product_id, null
  from api_key k join access_grant g on g.id = k.grant_id join client_application a on a.id = g.application_id
 where k.secret_hash is not null and a.deactivated_at is null;
insert into gateway_client (client_id, environment_id, application_id, secret_hash, redirect_urls) select g.client_id, g.environment_id, g.application_id, g.secret_hash, a.redirect_urls
  from access_grant g join client_application a on a.id = g.application_id where g.client_id is not null and a.deactivated_at is null;
insert into audit_entry (id, at, actor_id, actor_address, action, summary, partner_id, application_id, subject_id) select pg_temp.tid('act', n*2 + q), '2025-03-01'::timestamptz + (n % 20000000) * interval '1 second',
   case q when 0 then pg_temp.tid('dev', (p-1)*:developers + k % :developers) end, case q when 0 then '10.0.0.1' end,
   case q when 0 then 'REGISTERED' else 'KEYS_LIVE' end, case q when 0 then 'Registered the application.' else 'Made the keys live.' end,
   pg_temp.tid('par', p), pg_temp.tid('app', n), pg_temp.tid('app', n) from app cross join generate_series(0, 1) q;
insert into invitation (id, partner_id, email, invited_by_id, created_at, expires_at, accepted_at, withdrawn_at, last_sent_at, sendings) select pg_temp.tid('inv', p), pg_temp.tid('par', p), 'new@company' || p || '.example', pg_temp.tid('dev', (p-1)*:developers), '2025-04-01', '2025-04-15', null, null, '2025-04-01', '[]' from generate_series(1, :companies) p;
