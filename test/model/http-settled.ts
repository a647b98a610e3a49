import { expect } from "@jest/globals";
import type { Json } from "../support/client.js";
import { environments } from "./commands.js";
import { learn, type Progress } from "./http-step.js";
import { type Cast, slugOf, wordOf } from "./http-subject.js";
import { isAlive, type Model, type ModelGrant, statusOf } from "./model.js";
import { follow } from "./rules.js";

/** How an application looks from everywhere, once nothing is queued any longer, and how the rules say it ought to. */
export async function settledState(
  { story, persons, ids }: Cast,
  { subject, model, trail }: Progress,
): Promise<{ actual: object; expected: object }> {
  const { pool } = story.services;
  const facts = await subject.facts();
  const held = await gateways(pool, subject.id);
  const audit = await pool.query(
    "select action, actor_id from audit_entry where application_id = $1 and actor_id is not null order by id",
    [subject.id],
  );
  const nameOf = (id: string) => Object.entries(ids).find(([, each]) => each === id)?.[0];
  const seen = async (name: "admin" | "stranger") =>
    (await persons[name].in(subject.number).data(query, { id: subject.id })).clientApplication;
  const common = {
    facts: facts !== null,
    stranger: await seen("stranger"),
    trail: audit.rows.map(({ action, actor_id }) => `${action} by ${nameOf(actor_id)}`),
    left: await leftOf(pool, subject.seen, subject.id),
  };
  const api = await seen("admin");
  const dead = { facts: !model.isDeleted, stranger: null, trail };
  if (model.isDeleted) {
    const nothing = { api: null, keys: [], clients: [], left: { keys: [], grants: 0 } };
    return { actual: { ...common, api, ...held }, expected: { ...dead, ...nothing } };
  }
  learn(model, facts, subject);
  for (const environment of environments) follow(model, { kind: "provision", environment }, []);
  const { left: _, ...rest } = common;
  return {
    actual: { ...rest, api: withNames(api, nameOf), ...held },
    expected: { ...dead, api: apiOf(model, subject.number), ...accepted(model, facts) },
  };
}

const query = `query ($id: ID!) { clientApplication(id: $id) {
  name version status owner { id } coOwners { id } products { slug } redirectUrls
  grants { environment { slug } status apiKeys { id status product { slug } } } } }`;

function withNames(api: Json, nameOf: (id: string) => string | undefined): object {
  return {
    ...api,
    owner: nameOf(api?.owner.id),
    coOwners: api?.coOwners.map(({ id }: Json) => nameOf(id)).sort(),
    products: api?.products.map(({ slug }: Json) => wordOf(slug)).sort(),
    grants: api?.grants
      .map(({ environment, status, apiKeys }: Json) => ({
        environment: wordOf(environment.slug),
        status,
        keys: apiKeys.map((key: Json) => [key.id, key.status, wordOf(key.product.slug)]).sort(),
      }))
      .sort(byEnvironment),
  };
}

function apiOf(model: Model, number: number): object {
  return {
    name: `${model.name} ${number}`,
    version: model.version,
    status: model.isDeactivated ? "DEACTIVATED" : "ACTIVE",
    owner: model.owner,
    coOwners: [...model.coOwners].sort(),
    products: [...model.products].sort(),
    redirectUrls: model.redirectUrls,
    grants: model.grants
      .map((grant) => ({
        environment: grant.environment as string,
        status: grant.isApproved ? "APPROVED" : "AWAITING_APPROVAL",
        keys: grant.keys.map((key) => [key.id, statusOf(key, grant, model), key.product]).sort(),
      }))
      .sort(byEnvironment),
  };
}

const byEnvironment = (one: { environment: string }, other: { environment: string }) =>
  one.environment < other.environment ? -1 : 1;

/** What all gateways hold of the application. */
async function gateways(pool: Cast["story"]["services"]["pool"], id: string) {
  const { rows: keys } = await pool.query(
    `select slug as environment, api_key_id as key, hash from gateway_key
       join api_environment e on e.id = environment_id where application_id = $1 order by 2`,
    [id],
  );
  const { rows: clients } = await pool.query(
    `select slug as environment, client_id as client, secret_hash as hash, redirect_urls as urls,
            retiring_secret_hash as retiring from gateway_client
       join api_environment e on e.id = environment_id where application_id = $1 order by 2`,
    [id],
  );
  return { keys, clients };
}

/** R29, R30: the secrets that were issued of what the rules let in. */
function accepted(model: Model, facts: Json) {
  const rowOf = ({ environment }: ModelGrant) =>
    facts.grants.find((each: Json) => each.environment === slugOf(environment));
  const open = model.grants.filter(({ isApproved }) => isApproved && !model.isDeactivated);
  const keys = open.flatMap((grant) =>
    grant.keys
      .filter((key) => isAlive(key, model))
      .map(({ id }) => ({
        environment: slugOf(grant.environment),
        key: id,
        hash: rowOf(grant).keys.find((each: Json) => each.id === id).secret_hash,
      })),
  );
  const clients = open
    .filter(({ credentials }) => credentials && !credentials.isRevoked)
    .map((grant) => ({
      environment: slugOf(grant.environment),
      client: rowOf(grant).client_id,
      hash: rowOf(grant).secret_hash,
      urls: model.redirectUrls,
      retiring: grant.credentials?.retiringUntil ? expect.any(String) : null,
    }));
  const by =
    <T>(field: keyof T) =>
    (one: T, other: T) =>
      `${one[field]}` < `${other[field]}` ? -1 : 1;
  return { keys: keys.sort(by("key")), clients: clients.sort(by("client")) };
}

/** R31: what is still stored of an application's secrets. */
async function leftOf(pool: Cast["story"]["services"]["pool"], keyIds: readonly string[], id: string) {
  const keys = await pool.query("select id from api_key where id = any($1)", [keyIds]);
  const grants = await pool.query("select from access_grant where application_id = $1", [id]);
  return { keys: keys.rows, grants: grants.rows.length };
}
