import type pg from "pg";

/** Companies, and of each of them members, colleagues who ask to join, applications, invitations … */
interface Size {
  readonly companies: number;
  readonly ofEach: number;
}

/** Tables that grow with use, each filled with 20,000 rows or more where no other size is asked for. */
export const growingTables = [
  "developer",
  "partner_domain",
  "partner",
  "member",
  "join_request",
  "invitation",
  "client_application",
  "access_grant",
  "access_request",
  "api_key",
  "audit_entry",
  "provisioning_failure",
  "access_token",
] as const;

/**
 * Fills them for many companies, one of which is there already, with `adminId` in it. Straight into the tables, without
 * their triggers.
 */
export async function fillDatabase(
  pool: pg.Pool,
  adminId: string,
  size: Size = { companies: 20, ofEach: 1_000 },
): Promise<void> {
  const { companies, ofEach } = size;
  const client = await pool.connect();
  try {
    await client.query("begin; set local session_replication_role = replica");
    await client.query(
      `create temporary table company on commit drop as
       select partner_id as id, 0 as n from member where developer_id = '${adminId}'
       union all select 'prt_' || lpad(n::text, 26, '0'), n from generate_series(1, ${companies - 1}) as n`,
    );
    // Of each company so many, numbered through: "n" is its number, "i" the row's.
    await client.query(
      `create temporary table row_of on commit drop as
       select company.id as partner_id, n, i, lpad((n * ${ofEach} + i)::text, 26, '0') as key,
              timestamptz '2026-01-01' + (n + i * ${companies}) * interval '1 minute' as at
         from company cross join generate_series(1, ${ofEach}) as i`,
    );
    for (const statement of statements(adminId, size)) await client.query(statement);
    await client.query("commit");
  } finally {
    client.release();
  }
  await pool.query("vacuum analyze");
}

const statements = (adminId: string, { ofEach }: Size): readonly string[] => [
  `insert into partner (id, joining_policy, created_at, updated_at)
   select id, 'OPEN', now(), now() from company where n > 0`,
  "insert into partner_domain (domain, partner_id) select 'c' || n || '.example', id from company where n > 0",
  // More companies without anybody, and more domains than companies.
  `insert into partner (id, joining_policy, created_at, updated_at)
   select 'prt_x' || key, 'OPEN', now(), now() from row_of`,
  `insert into partner_domain (domain, partner_id) select 'd' || key || '.example', 'prt_x' || key from row_of`,
  `insert into developer (id, email, given_name, family_name, created_at)
   select 'dev_' || key, 'm' || key || '@large.example', 'Given ' || i % 100, 'Family ' || i, at from row_of`,
  `insert into developer (id, email, created_at) select 'dev_j' || key, 'j' || key || '@large.example', at from row_of`,
  `insert into member (developer_id, partner_id, role, joined_at, developer_name, developer_email)
   select 'dev_' || key, partner_id, case when i % 100 = 0 then 'ADMIN' else 'MEMBER' end, at,
          'Given ' || i % 100 || ' Family ' || i, 'm' || key || '@large.example' from row_of`,
  `insert into join_request (developer_id, partner_id, requested_at, declined_at)
   select 'dev_j' || key, partner_id, at, case when i % 10 > 0 then at end from row_of`,
  `insert into invitation (id, partner_id, email, invited_by_id, created_at, expires_at, accepted_at, withdrawn_at,
                           last_sent_at, sendings)
   select 'inv_' || key, partner_id, 'i' || key || '@large.example', 'dev_' || key, at,
          case when i % 50 = 0 then now() + interval '1 day' else at end,
          case when i % 3 = 0 then at end, case when i % 3 = 1 then at end, at, '[]' from row_of`,
  `insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication,
                                   redirect_urls, product_ids, owner_id, co_owner_ids, version, created_at, updated_at,
                                   deactivated_at)
   select 'app_' || key, partner_id, 'Application ' || i, 'application ' || i, 'application ' || i, 'One of many.',
          case when i % 20 = 0 then 'WEB' else 'SERVICE' end, 'CLIENT_CREDENTIALS', '{}',
          array(select id from api_product where i % 10 = 0 or slug = 'accounts'),
          case when n = 0 and i % 10 = 0 then '${adminId}' else 'dev_' || key end, '{}', 1, at, at,
          case when i % 50 = 0 then at end from row_of`,
  `insert into access_grant (id, application_id, environment_id)
   select 'grt_' || left(slug, 3) || key, 'app_' || key, environment.id
     from row_of join api_environment as environment on slug = 'development' or slug = 'production' and i % 5 > 0`,
  `insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at,
                               verdict, decided_at, changed_details)
   select 'req_' || substr(g.id, 5), g.id, g.application_id, g.environment_id, partner_id,
          array(select id from api_product where slug = 'accounts'), at,
          case when i % 40 = 1 then null when i % 40 = 2 then 'REJECTED' else 'APPROVED' end,
          case when i % 40 = 1 then null else at end, case when i % 100 = 3 then array['name'] else '{}' end
     from access_grant as g join row_of on g.application_id = 'app_' || key`,
  `insert into access_request_tally (environment_id, verdict, requests)
   select environment_id, verdict, count(*) from access_request group by environment_id, verdict`,
  `insert into api_key (id, grant_id, application_id, partner_id, product_id, issued_at, provisioned_at, revoked_at,
                        expires_at)
   select 'key_' || substr(g.id, 5), g.id, g.application_id, partner_id,
          (select id from api_product where slug = 'accounts'), at, case when i % 30 > 0 then at end,
          case when i % 25 = 0 then at end, case when i % 20 = 0 then now() + i * interval '1 hour' end
     from access_grant as g join row_of on g.application_id = 'app_' || key`,
  `insert into audit_entry (id, at, actor_id, action, summary, partner_id, application_id, subject_id)
   select 'act_' || step || key, at, case when i % 10 > 0 then 'dev_' || lpad((n * ${ofEach} + i % 50 + 1)::text, 26, '0') end,
          case when i % 500 = 0 then 'DELETED' when step = 1 then 'REGISTERED' else 'EDITED' end, 'did it', partner_id,
          'app_' || lpad((n * ${ofEach} + i % 200 + 1)::text, 26, '0'), 'app_' || key
     from row_of cross join generate_series(1, 3) as step`,
  `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
   select g.application_id, g.environment_id, at, at, 'It refuses.'
     from access_grant as g join row_of on g.application_id = 'app_' || key
     join api_environment as environment on environment.id = g.environment_id
    where slug = 'development' or i = 1`,
  `insert into access_token (id, developer_id, name, scopes, hash, preview, created_at, expires_at)
   select 'pat_' || key, case when i % 100 = 0 and n = 0 then '${adminId}' else 'dev_' || key end, 'Token ' || i, '{READ}',
          key, key, at, case when i % 2 = 0 then at else now() + interval '1 day' end from row_of`,
  `insert into access_token (id, partner_id, application_ids, created_by_id, name, scopes, hash, preview, created_at, expires_at)
   select 'pat_1' || substr(key, 2), partner_id, array['app_' || key], 'dev_' || key, 'Token ' || i, '{READ}',
          'c' || key, key, at, case when i % 2 = 0 then at else now() + interval '1 day' end from row_of`,
];
