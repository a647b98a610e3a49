/** No peer but the limit: one prepared statement that finds out who asks and writes the answer's text, behind node:http. */
import http from "node:http";
import { text } from "node:stream/consumers";
import { hashOf, pool, port } from "./common.js";

const person = (d) =>
  `json_build_object('id', ${d}.id, 'displayName', ${d}.given_name || ' ' || ${d}.family_name)`;
const named = (row) => `json_build_object('id', ${row}.id, 'name', ${row}.name)`;

const statement = `
  with viewer as (
    select d.id, d.given_name || ' ' || d.family_name as name, m.partner_id
      from access_token as t join developer as d on d.id = t.developer_id join member as m on m.developer_id = d.id
     where t.hash = $1 and t.revoked_at is null and t.expires_at > now()),
  page as (
    select a.* from viewer as v
      join lateral (select * from client_application as a
                     where a.partner_id = v.partner_id order by name_key, id limit $2 + 1) as a on true),
  shown as (
    select *, row_number() over (order by name_key, id) as i,
           translate(encode(convert_to(json_build_array('NAME', name_key, id)::text, 'UTF8'), 'base64'),
                     E'+/=\\n', '-_') as cursor
      from page order by name_key, id limit $2),
  node as (
    select a.i, a.cursor, json_build_object(
      'id', a.id, 'name', a.name, 'type', a.type,
      'status', case when a.deactivated_at is null then 'ACTIVE' else 'DEACTIVATED' end,
      'createdAt', to_char(a.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'owner', (select ${person("d")} from developer as d where d.id = a.owner_id),
      'coOwners', (select coalesce(json_agg(${person("d")} order by o.n), '[]')
                     from unnest(a.co_owner_ids) with ordinality as o (id, n) join developer as d on d.id = o.id),
      'products', (select json_agg(${named("r")} order by o.n)
                     from unnest(a.product_ids) with ordinality as o (id, n) join api_product as r on r.id = o.id),
      'grants', (select json_agg(json_build_object(
          'status', coalesce((select verdict from access_request as r
                               where r.grant_id = g.id order by r.id desc limit 1), 'AWAITING_APPROVAL'),
          'environment', ${named("e")},
          'apiKeys', (select json_agg(json_build_object(
              'id', k.id,
              'status', case when k.revoked_at is not null then 'REVOKED' when k.expires_at <= now() then 'EXPIRED'
                             when q.verdict = 'REJECTED' then 'REJECTED' when q.verdict is null then 'AWAITING_APPROVAL'
                             when k.provisioned_at is null then 'PROVISIONING'
                             when a.deactivated_at is not null then 'SUSPENDED' else 'ACTIVE' end,
              'preview', case when a.owner_id = v.id or v.id = any(a.co_owner_ids) then k.secret_preview end,
              'product', (select ${named("r")} from api_product as r where r.id = k.product_id)) order by k.id)
            from api_key as k cross join lateral (
              select (select verdict from access_request as r
                       where r.grant_id = g.id and k.product_id = any(r.product_ids)
                       order by r.id desc limit 1) as verdict) as q
           where k.grant_id = g.id)) order by g.id)
        from access_grant as g join api_environment as e on e.id = g.environment_id
       where g.application_id = a.id)) as node
      from shown as a cross join viewer as v)
  select json_build_object('data', json_build_object('me', json_build_object(
    'id', v.id, 'displayName', v.name, 'partner', json_build_object(
      'details', json_build_object('legalName', p.legal_name),
      'domains', (select json_agg(domain order by domain) from partner_domain where partner_id = p.id),
      'applications', json_build_object(
        'totalCount', (select count(*) from client_application where partner_id = p.id),
        'edges', (select json_agg(json_build_object('cursor', cursor, 'node', node) order by i) from node),
        'pageInfo', json_build_object(
          'hasNextPage', (select count(*) > $2 from page),
          'endCursor', (select cursor from shown order by i desc limit 1)))))))::text as body
    from viewer as v join partner as p on p.id = v.partner_id`;

http
  .createServer(async (request, response) => {
    const body = await text(request);
    const first = Number(/first: (\d+)/.exec(body)?.[1] ?? 20);
    const values = [hashOf(request.headers.authorization), first];
    const { rows } = await pool.query({ name: "page", text: statement, values });
    const answer = rows[0]?.body ?? '{"data":{"me":null}}';
    response
      .writeHead(200, {
        "content-type": "application/json; charset=utf-8",
        "content-length": Buffer.byteLength(answer),
      })
      .end(answer);
  })
  .listen(port, "127.0.0.1");
