import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import type { Json } from "../support/client.js";
import { acceptedOf, auditOf, disagreements, issuedTo } from "../support/race-facts.js";
import { expectOutcomes, inTurns, outcomesOf, shareOf } from "../support/race-rounds.js";
import { settled } from "../support/race-settled.js";
import { codesOf, type RaceApplication, type RaceStory, startRaces } from "../support/race-story.js";
import { startWatchedWorker } from "../support/race-worker.js";
import { rounds, roundsTimeout } from "../support/rounds.js";

jest.setTimeout(roundsTimeout);

const environments = ["development", "uat"];
const nothing = { keys: [], clients: [] };
const bothOrders = ["before anything was issued", "after all was live"];

let story: RaceStory;
beforeAll(async () => {
  story = await startRaces("races-provisioning.example");
  await story.pauseWorker();
});
afterAll(() => story.stop());

/** Registered while no worker runs; then one starts, and each command is sent before, while or after it provisions. */
async function whileProvisioned(
  name: string,
  command: (application: RaceApplication, round: number) => Promise<Json>,
): Promise<RaceApplication[]> {
  const applications = await story.applications(name, environments);
  const worker = await startWatchedWorker(story);
  await Promise.all(
    applications.map(async (application, round) => {
      if (round % 3 === 1) await worker.reaches(application.id);
      if (round % 3 === 2) await worker.tells(application.id, environments.length);
      await sleep(shareOf(round) * 3);
      expect(codesOf(await command(application, round))).toEqual([]);
    }),
  );
  await settled(story);
  await worker.stop();
  return applications;
}

async function settles(): Promise<void> {
  await story.resumeWorker();
  await settled(story);
  await story.pauseWorker();
}

async function liveKeysOf({ services }: RaceStory, id: string): Promise<number> {
  const sql = `select count(provisioned_at)::int as live from api_key
                where grant_id in (select id from access_grant where application_id = $1)`;
  return (await services.pool.query(sql, [id])).rows[0].live;
}

async function statusesOf(id: string, round: number): Promise<string[]> {
  const query = "query ($id: ID!) { clientApplication(id: $id) { grants { apiKeys { status } } } }";
  const { clientApplication } = await story.ada.in(round).data(query, { id });
  return clientApplication.grants.flatMap(({ apiKeys }: Json) => apiKeys.map(({ status }: Json) => status));
}

it(`R29 R30 nothing of an application that is deactivated while it is provisioned works, until restoring makes exactly its keys work (${rounds} times)`, async () => {
  const ofApplication = "clientApplication { status }";
  const applications = await whileProvisioned("Stop", ({ id }, round) =>
    story.ada.in(round).sends("deactivateClientApplication", { clientApplicationId: id }, ofApplication),
  );
  const before = new Map<string, Awaited<ReturnType<typeof issuedTo>>>();
  const outcomes = await outcomesOf("deactivate against provision", applications, async ({ id }, round) => {
    expect(await acceptedOf(story, id)).toEqual(nothing);
    const issued = await issuedTo(story, id);
    expect(new Set(await statusesOf(id, round))).toEqual(new Set(["SUSPENDED"]));
    const live = await liveKeysOf(story, id);
    before.set(id, issued);
    const restored = await story.ada
      .in(round)
      .sends("restoreClientApplication", { clientApplicationId: id }, ofApplication);
    expect(restored).toEqual({ clientApplication: { status: "ACTIVE" }, userErrors: [] });

    if (issued.keys.length === 0) return "before anything was issued";
    return live < environments.length ? "in the middle" : "after all was live";
  });
  expectOutcomes(outcomes, bothOrders, ["in the middle"]);

  await settles();
  await inTurns(applications, 8, async ({ id }, round) => {
    const issued = await issuedTo(story, id);
    expect(issued.keys).toHaveLength(environments.length);
    expect(issued.keys).toEqual(expect.arrayContaining(before.get(id)?.keys ?? []));
    expect(issued.clients).toEqual(expect.arrayContaining(before.get(id)?.clients ?? []));
    expect(await acceptedOf(story, id)).toEqual(issued);
    expect(await statusesOf(id, round)).toEqual(environments.map(() => "ACTIVE"));
  });
});

it(`R27 R30 a key that is revoked while it is provisioned does not work, and that of the other environment does (${rounds} times)`, async () => {
  const applications = await whileProvisioned("Revocation", ({ keyIds }, round) =>
    story.ada.in(round).sends("revokeApiKey", { apiKeyId: keyIds.development }, "apiKey { status }"),
  );
  const outcomes = await outcomesOf("revoke against provision", applications, async ({ id, keyIds }) => {
    const { pool } = story.services;
    const { rows: accepted } = await pool.query(
      "select api_key_id from gateway_key where application_id = $1",
      [id],
    );
    expect(accepted).toEqual([{ api_key_id: keyIds.uat }]);
    const { rows: keys } = await pool.query(
      `select issued_at is not null as "isIssued", provisioned_at is not null as "isLive", revoked_at is not null as "isRevoked"
         from api_key where id = any ($1) order by array_position($1, id)`,
      [[keyIds.development, keyIds.uat]],
    );
    const [revoked, other] = keys;
    expect(revoked.isRevoked).toBe(true);
    expect(other).toEqual({ isIssued: true, isLive: true, isRevoked: false });
    if (!revoked.isIssued) return "before anything was issued";
    return revoked.isLive ? "after all was live" : "in the middle";
  });
  expectOutcomes(outcomes, bothOrders, ["in the middle"]);
});

it(`R30 R31 nothing of an application that is deleted while it is provisioned is left, but for its trail (${rounds} times)`, async () => {
  const applications = await whileProvisioned("Deletion", ({ id, name }, round) => {
    const input = { clientApplicationId: id, confirmName: name };
    return story.ada.in(round).sends("deleteClientApplication", input, "deletedClientApplicationId");
  });
  const outcomes = await outcomesOf("delete against provision", applications, async ({ id }, round) => {
    expect(await acceptedOf(story, id)).toEqual(nothing);
    expect(await issuedTo(story, id)).toEqual(nothing);
    const query = "query ($id: ID!) { clientApplication(id: $id) { id } }";
    expect(await story.ada.in(round).data(query, { id })).toEqual({ clientApplication: null });

    const actions = (await auditOf(story, id)).map(({ action }) => action);
    expect(actions.indexOf("DELETED")).toBe(actions.length - 1);
    const countOf = (action: string) => actions.filter((each) => each === action).length;
    if (countOf("CREDENTIALS_ISSUED") === 0) return "before anything was issued";
    return countOf("KEYS_LIVE") < environments.length ? "in the middle" : "after all was live";
  });
  expectOutcomes(outcomes, bothOrders, ["in the middle"]);
});

it("R30 once everything has settled, the gateways accept exactly what is to work", async () => {
  await settles();
  expect(await disagreements(story)).toEqual([]);
});
