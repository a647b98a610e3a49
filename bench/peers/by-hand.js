/** No peer but a measure: what a registration has to write at least, by hand in one transaction of prepared statements, behind node:http. */
import { randomUUID } from "node:crypto";
import http from "node:http";
import { text } from "node:stream/consumers";
import { authenticate, pool, port } from "./common.js";

const statements = {
  begin: "begin",
  partner: "select from partner where id = $1 for no key update",
  taken: "select exists (select from client_application where partner_id = $1 and name_key = $2) as taken",
  application: `
    insert into client_application (id, partner_id, name, name_key, name_skeleton, description, type, authentication, redirect_urls,
                                    product_ids, owner_id, co_owner_ids, version, created_at, updated_at)
    values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10, '{}', 1, now(), now())`,
  grants: `
    insert into access_grant (id, application_id, environment_id)
    select id, $1, environment_id from unnest($2::text[], $3::text[]) as wanted (id, environment_id)`,
  requests: `
    insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, verdict, decided_at,
                                changed_details)
    select 'req_' || id, id, $1, environment_id, $4, $5, now(), 'APPROVED', now(), '{}'
      from unnest($2::text[], $3::text[]) as wanted (id, environment_id)`,
  keys: `
    insert into api_key (id, grant_id, application_id, partner_id, product_id)
    select 'key_' || gen_random_uuid(), grant_id, $1, $2, product_id
      from unnest($3::text[]) as wanted (grant_id), unnest($4::text[]) as product_id`,
  trail: `
    insert into audit_entry (id, at, actor_id, actor_address, action, summary, partner_id, application_id, subject_id)
    values ('act_' || gen_random_uuid(), now(), $1, $2, 'REGISTERED', 'registered it', $3, $4, $4)`,
  jobs: `
    select graphile_worker.add_job('by-hand', json_build_object('applicationId', $1::text, 'environmentId', id),
                                   job_key := 'by-hand:' || $1 || ':' || id, priority := 1000)
      from unnest($2::text[]) as id`,
  told: "select pg_notify('by_hand', $1)",
  commit: "commit",
};

async function register(viewer, address, input) {
  const client = await pool.connect();
  const run = async (name, ...values) => (await client.query({ name, text: statements[name], values })).rows;
  try {
    await run("begin");
    const { developerId, partnerId } = viewer;
    const key = input.name.toLowerCase();
    await run("partner", partnerId);
    const [{ taken }] = await run("taken", partnerId, key);
    if (taken) throw new Error("The name is taken.");
    const id = `app_${randomUUID()}`;
    const productIds = input.products.map((each) => each.id);
    const environmentIds = input.environments.map((each) => each.id);
    const grantIds = environmentIds.map(() => `grt_${randomUUID()}`);
    const { name, description, type, authentication, redirectUrls } = input;
    const details = [name, key, description, type, authentication, redirectUrls, productIds, developerId];
    await run("application", id, partnerId, ...details);
    await run("grants", id, grantIds, environmentIds);
    await run("requests", id, grantIds, environmentIds, partnerId, productIds);
    await run("keys", id, partnerId, grantIds, productIds);
    await run("trail", developerId, address, partnerId, id);
    await run("jobs", id, environmentIds);
    await run("told", id);
    await run("commit");
    return id;
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

http
  .createServer(async (request, response) => {
    const { query, variables } = JSON.parse(await text(request));
    let answer = { data: { __typename: "Query" } };
    let status = 200;
    if (query.startsWith("mutation")) {
      try {
        const viewer = await authenticate(request.headers.authorization);
        const id = await register(viewer, request.socket.remoteAddress, variables.input);
        answer = { data: { registerClientApplication: { clientApplication: { id } } } };
      } catch (error) {
        status = 500;
        answer = { errors: [{ message: String(error) }] };
      }
    }
    const body = JSON.stringify(answer);
    response
      .writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) })
      .end(body);
  })
  .listen(port, "127.0.0.1");
