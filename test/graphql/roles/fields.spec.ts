import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isLeafType, isObjectType } from "graphql";
import { buildPorticoSchema } from "../../../src/graphql/schema.js";
import type { Json } from "../../support/client.js";
import { eventually } from "../../support/eventually.js";
import { subscribe } from "../../support/subscribe.js";
import { type Cast, type Role, roles, type Subject, startCast } from "./cast.js";
import {
  alsoById,
  typeRows as applicationTypeRows,
  companySights,
  dayOfUse,
  openTypes,
  otherTypeRows,
  queryRows,
  type Shown,
  type Sight,
  subscriptionRows,
  type TypeRow,
  usedDay,
} from "./fields.js";

const typeRows = { ...applicationTypeRows, ...otherTypeRows };

let cast: Cast;
let subject: Subject;
let shown: Shown;
let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await buildPorticoSchema();
  cast = await startCast();
  [subject] = (await cast.subjects(1)) as [Subject];
  const { pool, ids } = cast.story.services;
  // So that no field is null for want of anything, not even who did the newest thing in the trail.
  const edit = { clientApplicationId: subject.id, expectedVersion: subject.version, description: "Edited." };
  await cast.as("owner").mutate("editClientApplication", edit, "clientApplication { id }");
  await pool.query(
    `update access_grant set retiring_secret_hash = 'h', retiring_secret_expires_at = now() + interval '1 day',
            secret_leaked_at = now(), retiring_secret_leaked_at = now()`,
  );
  await pool.query(
    "update access_request set decision_reason = 'Fine.', note = 'Please.', changed_details = array['name']",
  );
  await pool.query(
    "update api_key set expires_at = now() + interval '1 day', last_used_at = now(), revoked_at = now(), leaked_at = now()",
  );
  await pool.query(
    `with made as (select make_usage_month($1))
     insert into key_usage select application_id, grant_id, id, $1, code, 1
       from made, api_key, unnest(array['VALID', 'EXPIRED']) as code`,
    [dayOfUse],
  );
  const plan = { id: ids.next("rpl"), name: "Own", limits: [{ requests: 9, seconds: 9 }], isDefault: false };
  await pool.query("update api_product set rate_plans = $1", [JSON.stringify([plan])]);
  await pool.query(
    `update client_application
        set rate_plans = (select jsonb_agg(jsonb_build_object('productId', id, 'ratePlanId', $1::text)) from api_product)`,
    [plan.id],
  );
  await pool.query("update developer set phone = '+31201234567'");
  shown = await showMore();
});

afterAll(() => cast.story.stop());

async function showMore(): Promise<Shown> {
  const { pool, ids } = cast.story.services;
  const address = { email: "colleague@roles.example" };
  const { invitation } = await cast.as("member").mutate("inviteDeveloper", address, "invitation { id }");
  const input = { name: "Shown", scopes: ["READ"], expiresInDays: 1 };
  const owner = cast.as("owner");
  const { accessToken } = await owner.mutate("createAccessToken", input, "accessToken { id }");
  const sql = "update access_token set revoked_at = now(), last_used_at = now() where id = $1";
  await pool.query(sql, [accessToken.id]);
  await pool.query(
    `insert into provisioning_failure (application_id, environment_id, since, last_failed_at, last_error)
     select application_id, environment_id, now(), now(), 'It is down.' from access_grant where id = $1`,
    [subject.grantId],
  );
  const [waiting, declined] = [ids.next("dev"), ids.next("dev")];
  await pool.query(
    `insert into developer (id, email, created_at)
     values ($1, 'waits@roles.example', now()), ($2, 'declined@roles.example', now())`,
    [waiting, declined],
  );
  await pool.query(
    `insert into join_request (developer_id, partner_id, requested_at, declined_at)
     values ($1, $3, now(), null), ($2, $3, now(), now())`,
    [waiting, declined, cast.partnerId],
  );
  await pool.query(
    `insert into domain_proof (partner_id, domain, challenge, requested_at, proven_at)
     select partner_id, domain, 'c', now(), now() from partner_domain`,
  );
  await pool.query(
    `insert into domain_proof (partner_id, domain, challenge, requested_at, looked_up_at)
     values ($1, 'further.example', 'c', now(), now())`,
    [cast.partnerId],
  );
  await pool.query(
    `update partner set legal_name = 'Twice', legal_name_key = 'twice', legal_name_skeleton = 'twice'`,
  );
  await pool.query(
    `update partner set proposed_joining_policy = 'CONSENT', suspended_at = now(), suspension_reason = 'Fraud.'`,
  );
  const edge = { environmentId: cast.story.catalogue.uat, name: "Edge", expiresInDays: 1 };
  const { gatewayToken } = await cast
    .as("operator")
    .mutate("createGatewayToken", edge, "gatewayToken { id }");
  await pool.query("update gateway_token set last_used_at = now(), revoked_at = now(), leaked_at = now()");
  return { invitationId: invitation.id, tokenId: accessToken.id, gatewayTokenId: gatewayToken.id };
}

const fieldsOf = (type: GraphQLNamedType | null | undefined) =>
  isObjectType(type) ? Object.keys(type.getFields()) : [];

describe("R18 nothing of the schema is without a row", () => {
  it("no type", () => {
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !/^(__|Query$|Mutation$|Subscription$)/.test(type.name),
    );
    const names = types.map(({ name }) => name).filter((name) => !openTypes.test(name));
    expect(names.sort()).toEqual(Object.keys(typeRows).sort());
  });

  it.each(Object.keys(typeRows))("no field of %s", (name) => {
    const rows = Object.keys(typeRows[name]?.fields ?? {});
    expect(rows.sort()).toEqual(fieldsOf(schema.getType(name)).sort());
  });

  it("no query and no subscription", () => {
    expect(Object.keys(queryRows).sort()).toEqual(fieldsOf(schema.getQueryType()).sort());
    expect(Object.keys(subscriptionRows).sort()).toEqual(fieldsOf(schema.getSubscriptionType()).sort());
  });
});

const fields = Object.entries(typeRows).flatMap(([type, row]) =>
  Object.entries(row.fields).map(([field, sights]) => [`${type}.${field}`, { type, field, sights }] as const),
);

/** What a role is answered that asks for all fields of a type at once; each is asked once. */
const answers = new Map<string, Promise<Json>>();
function answerTo(role: Role, type: string): Promise<Json> {
  const place = `${type} ${role}`;
  const known = answers.get(place);
  if (known) return known;
  const row = typeRows[type] as TypeRow;
  const selection = Object.keys(row.fields).map(
    (field) => `${field}${field === "usage" ? usedDay : ""}${selectionOf(type, field)}`,
  );
  const query = row.query.replace("…", `seen: __typename ${selection.join(" ")}`);
  const answer = cast.as(role).ask(query, { id: row.id(subject, cast, shown) });
  answers.set(place, answer);
  return answer;
}

describe("R18 who sees what", () => {
  // All roles in one: thousands of tests would cost more than what they ask.
  it.each(fields)("%s", async (_, { type, field, sights }) => {
    const seen = roles.map(async (role) => [role, sightOf(await answerTo(role, type), field)] as const);
    expect(Object.fromEntries(await Promise.all(seen))).toEqual(sights);
  });

  it.each(
    Object.entries(queryRows).flatMap(([name, { sights }]) =>
      roles.map((role) => [`${name} by ${role}: ${sights[role]}`, name, role] as const),
    ),
  )("%s", async (_, name, role) => {
    const row = queryRows[name];
    const answer = await cast
      .as(role)
      .ask(row?.query ?? "", row?.id ? { id: row.id(subject, cast, shown) } : {});
    const isSeen = answer.data?.at !== null && answer.data?.at !== undefined;
    expect(answer.errors?.[0]?.extensions.code ?? (isSeen ? "value" : "hidden")).toBe(row?.sights[role]);
  });
});

describe("R18 what a company's token sees of what it names", () => {
  const suspension = "update partner set suspended_at = $1, suspension_reason = $2 where id = $3";
  const suspend = (at: Date | null) =>
    cast.story.services.pool.query(suspension, [at, at && "Fraud.", cast.partnerId]);
  beforeAll(() => suspend(null));
  afterAll(() => suspend(new Date()));

  it.each(fields)("%s", async (_, { type, field, sights }) => {
    const differing = companySights[type] ?? {};
    const expected = typeof differing === "string" ? differing : (differing[field] ?? sights.owner);
    expect(sightOf(await answerTo("company READ", type), field)).toBe(expected);
  });

  it("R37 nothing while the company is suspended", async () => {
    await suspend(new Date());
    const { errors } = await cast.as("company SECRETS").ask("{ __typename }");
    expect(errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    await suspend(null);
  });
});

describe("R18 by its id", () => {
  // What the viewer may do is asked of the thing that they do it with.
  const identified = Object.keys(typeRows).filter(
    (type) => "id" in (typeRows[type]?.fields ?? {}) && !/Permissions?$/.test(type),
  );

  it.each(identified)(
    "%s is found by just those who find it elsewhere, and by the others as little as what is not there",
    async (type) => {
      const seeing = roles.filter((role) => typeRows[type]?.fields.id?.[role] === "value");
      const seen = seenIn(await answerTo(seeing[0] as Role, type));
      const found = { __typename: type, id: seen.id };
      expect(new Set([...seeing, ...(alsoById[type] ?? [])])).toEqual(new Set(await rolesThatFind(found)));
    },
  );

  async function rolesThatFind(found: { id: string }): Promise<Role[]> {
    const unknown = `${found.id.slice(0, -1)}${found.id.endsWith("0") ? "1" : "0"}`;
    const query =
      "query ($id: ID!, $ids: [ID!]!) { node(id: $id) { __typename id } nodes(ids: $ids) { __typename id } }";
    const finding: Role[] = [];
    for (const role of roles.filter((each) => each !== "signed out")) {
      const { data } = await cast.as(role).ask(query, { id: found.id, ids: [unknown, found.id] });
      expect(data).toEqual({ node: data.node, nodes: [null, data.node] });
      if (data.node) expect(data.node).toEqual(found);
      if (data.node) finding.push(role);
    }
    return finding;
  }
});

describe("R18 who is told", () => {
  it.each(
    Object.entries(subscriptionRows).flatMap(([name, { sights }]) =>
      roles.map((role) => [`${name} to ${role}: ${sights[role]}`, name, role] as const),
    ),
  )("%s", async (_, name, role: (typeof roles)[number]) => {
    const row = subscriptionRows[name];
    const watching = subscribe(cast.as(role), row?.query ?? "", { id: row?.id?.(subject, cast, shown) });
    const expected = row?.sights[role];
    if (expected !== "value") {
      const ended = await watching.ended;
      expect(JSON.stringify([ended, ...watching.received])).toContain(expected);
      return;
    }
    await eventually(async () => watching.received.length > 0);
    await watching.stop();
  });
});

/** Enough of an object to know that it is there. */
function selectionOf(type: string, field: string): string {
  const parent = schema.getType(type);
  const result = isObjectType(parent) ? parent.getFields()[field]?.type : undefined;
  const named = result && getNamedType(result);
  if (!named || isLeafType(named)) return "";
  return named.name.endsWith("Connection") ? " { totalCount edges { cursor } }" : " { __typename }";
}

/** The object that was asked for; null when it is hidden. What leads to it may be a list: then the newest counts. */
function seenIn({ data }: Json): Json {
  let at = data?.at ?? null;
  while (at && !("seen" in at)) {
    const [next] = Object.values(at) as Json[];
    at = Array.isArray(next) ? (next[0]?.node ?? next[0] ?? null) : next;
  }
  return at;
}

function sightOf({ data, errors = [] }: Json, field: string): Sight {
  const refusal = errors.find(({ path = [] }: Json) => path.length < 2 || path.includes(field));
  if (refusal) return refusal.extensions.code;
  const at = seenIn({ data });
  if (at === null) return "hidden";
  const seen = at[field];
  if (seen === null) return "null";
  const isEmpty = Array.isArray(seen) ? seen.length === 0 : seen.totalCount === 0;
  return isEmpty ? "empty" : "value";
}
