import { afterAll, beforeAll, expect, it } from "@jest/globals";
import pg from "pg";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let listening: pg.Client;
const told: string[] = [];

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@told.example");
  await story.pauseWorker();
  listening = new pg.Client({ connectionString: story.services.config.databaseUrl });
  await listening.connect();
  listening.on("notification", ({ payload = "" }) => {
    // On the same channel everybody who verifies keys hears their own beat.
    if (payload.startsWith("app_")) told.push(payload);
  });
  await listening.query("listen portico_keys_changed");
});

afterAll(async () => {
  await listening.end();
  await story.stop();
});

it("R29 whoever answers gateways is told once of an application that is registered, and of each that keys are added to", async () => {
  const { catalogue } = story;
  const registers = (name: string) =>
    ada.registers({
      name,
      description: "Is told of.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts, catalogue.transfers),
      environments: byId(catalogue.uat, catalogue.development),
    });
  const applications = [(await registers("First")).id, (await registers("Second")).id];
  await eventually(async () => told.length >= 2);
  expect(told.splice(0)).toEqual(applications);

  await story.services.pool.query(
    `insert into api_key (id, grant_id, application_id, partner_id, product_id)
     select id || number, grant_id, application_id, partner_id, product_id
       from api_key, generate_series(1, 2) as number`,
  );
  await eventually(async () => told.length >= 2);
  expect(told.splice(0).sort()).toEqual([...applications].sort());
});
