import { afterAll, beforeAll, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { inTurns } from "../support/race-rounds.js";
import { type Story, startStory } from "../support/story.js";
import { type Command, environments, type Name, products, sentStory, storyLength } from "./commands.js";
import { type Cast, HttpSubject, signUpCast, wordOf } from "./http-subject.js";
import { isAlive, type Model, newModel, refused, statusOf } from "./model.js";
import { startMortalWorkers } from "./mortal-workers.js";
import { follow } from "./rules.js";

const stories = 200;
const seed = Date.now() % 2 ** 31;

let story: Story;
let cast: Cast;
const ended: { subject: HttpSubject; model: Model }[] = [];

beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
  cast = await signUpCast(story);
  await story.services.pool.query("update api_environment set secret_retrieval = 'ONCE' where slug = 'uat'");
  await story.pauseWorker();
}, 60_000);

afterAll(() => story.stop());

it(`R18 to R31 the API does what the rules say, in ${stories} stories of ${storyLength} commands, while workers die`, async () => {
  const beginnings = fc.record({
    isConfidential: fc.boolean(),
    chosen: fc.subarray([...products], { minLength: 1 }),
    places: fc.subarray([...environments], { minLength: 1 }),
    commands: sentStory,
  });
  const workers = startMortalWorkers(story);
  const counts = { done: 0, refused: 0 };
  let deaths = 0;
  try {
    await inTurns(fc.sample(beginnings, { numRuns: stories, seed }), 8, async (beginning, number) => {
      const { isConfidential, chosen, places, commands } = beginning;
      const subject = await HttpSubject.register(cast, number, isConfidential, chosen, places);
      const model = newModel(isConfidential, chosen, places);
      learn(model, await subject.facts(), subject);
      for (const [index, command] of commands.entries()) {
        const outcome = await step(model, subject, command as Command & { by: Name }, `${number}.${index}`);
        counts[outcome === "done" ? "done" : "refused"] += 1;
      }
      ended.push({ subject, model });
    });
  } finally {
    deaths = await workers.stop();
    process.stdout.write(
      `model over HTTP: seed ${seed}, ${stories} stories, ${counts.done} done, ${counts.refused} refused, ${deaths} workers killed\n`,
    );
  }
  expect(deaths).toBeGreaterThan(5);
  expect(counts.done).toBeGreaterThan(stories * 5);
}, 300_000);

it("R29 R30 R31 once all has settled, the gateways accept exactly what the rules say", async () => {
  const { pool } = story.services;
  await pool.query(
    "update graphile_worker._private_jobs set run_at = now(), attempts = 0 where key is not null",
  );
  await story.resumeWorker();
  await eventually(async () => {
    const { rows } = await pool.query("select from graphile_worker.jobs where key is not null");
    return rows.length === 0;
  }, 60_000);
  const { rows: held } = await pool.query("select application_id, api_key_id from gateway_key");
  const heldOf = Map.groupBy(held, (row: Json) => row.application_id);
  for (const { subject, model } of ended) {
    const facts = await subject.facts();
    const accepted = (heldOf.get(subject.id) ?? []).map((row: Json) => row.api_key_id).sort();
    if (model.isDeleted) {
      expect([facts, accepted]).toEqual([null, []]);
      continue;
    }
    learn(model, facts, subject);
    for (const environment of environments) follow(model, { kind: "provision", environment }, []);
    expect(accepted).toEqual(acceptedBy(model));
    expect(await statuses(subject)).toEqual(statusesIn(model));
  }
}, 120_000);

it("R33 every change has one audit entry", async () => {
  const { rows } = await story.services.pool.query(
    `select application_id, count(*)::int as entries from audit_entry
      where actor_id is not null and application_id is not null and action <> 'REVEAL_REFUSED'
      group by application_id`,
  );
  const entries = new Map(rows.map((row: Json) => [row.application_id, row.entries]));
  expect(ended.length).toBe(stories);
  for (const { subject } of ended) expect(entries.get(subject.id)).toBe(subject.changes);
});

/** The worker may have issued what the command needs just before it came: both are right, and the model follows. */
async function step(model: Model, subject: HttpSubject, command: Command & { by: Name }, place: string) {
  const name = `${model.name} ${subject.number}`;
  const outcome = await subject.do(command, model.version, name);
  const candidates = [model, issued(model)].map((before) => {
    const after = structuredClone(before);
    // Over HTTP an application is found by its key or grant: one that is gone leads nobody to it.
    const isLost = isGone(model, command, subject);
    return { after, expected: isLost ? refused("NOT_FOUND") : follow(after, command, subject.seen) };
  });
  const words = candidates.map(({ expected }) => ("refused" in expected ? expected.refused : "done"));
  const chosen = candidates[words.indexOf(outcome)];
  if (!chosen) expect({ place, seed, command, outcome }).toEqual({ place, seed, command, outcome: words });
  Object.assign(model, chosen?.after);
  const { expected } = chosen ?? {};
  if (expected && "changed" in expected && expected.changed) subject.changes += 1;
  const facts = await subject.facts();
  if (model.isDeleted) expect([place, facts]).toEqual([place, null]);
  else {
    learn(model, facts, subject);
    expect({ place, seed, command, ...observed(facts) }).toEqual({
      place,
      seed,
      command,
      ...predicted(model, subject),
    });
  }
  return outcome;
}

function isGone({ grants }: Model, command: Command, { seen }: HttpSubject): boolean {
  if ("key" in command) {
    const id = seen[command.key % seen.length];
    return !grants.some(({ keys }) => keys.some((key) => key.id === id));
  }
  return "environment" in command && !grants.some(({ environment }) => environment === command.environment);
}

function issued(model: Model): Model {
  const next = structuredClone(model);
  for (const environment of environments) follow(next, { kind: "provision", environment }, []);
  return next;
}

/** New keys' ids, and how far the worker has come. */
function learn(model: Model, facts: Json, { seen }: HttpSubject): void {
  for (const grant of model.grants) {
    const found = facts.grants.find((each: Json) => wordOf(each.environment) === grant.environment);
    if (found?.client_id && !grant.credentials) {
      grant.credentials = {
        hasSecret: model.isConfidential,
        isRevoked: found.credentials_revoked_at !== null,
        wasShown: found.secret_last_shown_at !== null,
        retiringUntil: null,
      };
    }
    for (const key of grant.keys) {
      const row = found?.keys.find((each: Json) =>
        key.id ? each.id === key.id : wordOf(each.product) === key.product && !seen.includes(each.id),
      );
      if (!key.id && row) {
        key.id = row.id;
        seen.push(row.id);
      }
      key.isIssued = row?.issued_at != null;
      key.isProvisioned = row?.provisioned_at != null;
    }
  }
}

function observed({ application, grants }: Json) {
  const nameOf = (id: string) => Object.entries(cast.ids).find(([, each]) => each === id)?.[0];
  return {
    name: application.name,
    version: application.version,
    owner: nameOf(application.owner_id),
    coOwners: application.co_owner_ids.map(nameOf).sort(),
    isDeactivated: application.deactivated_at !== null,
    keys: grants
      .flatMap(({ keys }: Json) => keys.map((key: Json) => [key.id, key.revoked_at !== null]))
      .sort(),
  };
}

function predicted(model: Model, subject: HttpSubject) {
  return {
    name: `${model.name} ${subject.number}`,
    version: model.version,
    owner: model.owner,
    coOwners: [...model.coOwners].sort(),
    isDeactivated: model.isDeactivated,
    keys: model.grants.flatMap(({ keys }) => keys.map(({ id, isRevoked }) => [id, isRevoked])).sort(),
  };
}

function acceptedBy(model: Model): (string | null)[] {
  const open = model.grants.filter(({ isApproved }) => isApproved && !model.isDeactivated);
  return open.flatMap(({ keys }) => keys.filter((key) => isAlive(key, model)).map(({ id }) => id)).sort();
}

async function statuses({ id, number }: HttpSubject): Promise<[string, string][]> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { id status } } } }";
  const { clientApplication } = await cast.persons.admin.in(number).data(query, { id });
  return clientApplication.grants
    .flatMap(({ apiKeys }: Json) => apiKeys.map((key: Json) => [key.id, key.status]))
    .sort();
}

function statusesIn(model: Model) {
  return model.grants
    .flatMap((grant) => grant.keys.map((key) => [key.id, statusOf(key, grant, model)]))
    .sort();
}
