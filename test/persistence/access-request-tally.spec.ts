import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { sumUpTally } from "../../src/infrastructure/persistence/sum-up-tally.js";
import type { Json } from "../support/client.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let applications: Json[];

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  const ada = await story.readyDeveloper("ada@tally.example");
  const { accounts, uat, production } = story.catalogue;
  applications = [];
  for (const name of ["One", "Two", "Three"])
    applications.push(
      await ada.registers({
        name,
        description: "Is counted.",
        type: "SERVICE",
        authentication: "CLIENT_CREDENTIALS",
        products: byId(accounts),
        environments: byId(uat, production),
      }),
    );
  await ada.mutate(
    "deleteClientApplication",
    { clientApplicationId: applications[2].id, confirmName: "Three" },
    "deletedClientApplicationId",
  );
});

afterAll(() => story.stop());

const filters = ["AWAITING_APPROVAL", "APPROVED", "REJECTED"].flatMap((status) =>
  ["uat", "production"].flatMap((slug) => [
    `status: ${status}`,
    `environment: { slug: "${slug}" }`,
    `status: ${status}, environment: { slug: "${slug}" }`,
  ]),
);

/** With each filter and without any: how many there are said to be, and how many there are. */
async function counts(): Promise<{ said: number[]; listed: number[] }> {
  const said: number[] = [];
  const listed: number[] = [];
  for (const filter of ["", ...new Set(filters)]) {
    const { accessRequests } = await olga.data(
      `{ accessRequests(first: 100, filter: { ${filter} }) { totalCount nodes { id } } }`,
    );
    said.push(accessRequests.totalCount);
    listed.push(accessRequests.nodes.length);
  }
  return { said, listed };
}

it("operators are told how many requests there are, after registrations, decisions and deletions", async () => {
  const before = await counts();
  expect(before.said).toEqual(before.listed);
  expect(before.said[0]).toBe(4);

  const waiting = await olga.data(
    "{ accessRequests(filter: { status: AWAITING_APPROVAL }) { nodes { id } } }",
  );
  await olga.mutate("approveAccess", { accessRequestId: waiting.accessRequests.nodes[0].id }, "grant { id }");
  const decided = await counts();
  expect(decided.said).toEqual(decided.listed);
  expect(decided.said).not.toEqual(before.said);
});

it("the lines are summed up without a loss, also by two at once and while requests come in", async () => {
  const { pool } = story.services;
  const copy = `insert into access_request (id, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, changed_details)
    select id || $1, grant_id, application_id, environment_id, partner_id, product_ids, requested_at, '{}' from access_request limit 1`;
  const before = await counts();
  await Promise.all([
    ...[1, 2, 3].map(() => sumUpTally(pool)),
    ...Array.from({ length: 10 }, (_, index) => pool.query(copy, [`-${index}`])),
  ]);
  await sumUpTally(pool);
  const after = await counts();
  expect(after.said).toEqual(after.listed);
  expect(after.said[0]).toBe((before.said[0] ?? 0) + 10);
  const { rows } = await pool.query("select distinct environment_id, verdict from access_request_tally");
  const { rowCount } = await pool.query("select from access_request_tally");
  expect(rowCount).toBe(rows.length);
});
