import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Change } from "../../src/application/ports/change-feed.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { watchedApplication } from "../../src/graphql/subscriptions/application-changes.js";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@watching.example");
});

afterAll(() => story.stop());

const registers = (name: string): Promise<Json> =>
  ada.registers({
    name,
    description: "Shows balances.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.production),
  });

const watch = (id: string, selection = "deletedClientApplicationId clientApplication { name }") =>
  subscribe(
    ada,
    `subscription ($id: ID!) { at: clientApplicationChanged(clientApplicationId: $id) { ${selection} } }`,
    { id },
  );

const namesIn = (received: readonly unknown[]) =>
  (received as Json[]).map(({ data }) => data.at.clientApplication?.name);

describe("whoever watches an application", () => {
  it("is told the present state first, without any change", async () => {
    const { id } = await registers("Present");
    const watching = watch(id);
    await eventually(async () => watching.received.length > 0);
    expect(watching.received).toEqual([
      { data: { at: { clientApplication: { name: "Present" }, deletedClientApplicationId: null } } },
    ]);
    await watching.stop();
  });

  it("misses no change that is made while they begin", async () => {
    const { id, version } = await registers("Before");
    for (let round = 0; round < 10; round += 1) {
      const name = `Round ${round}`;
      const edit = { clientApplicationId: id, expectedVersion: version + round, name };
      const [watching] = await Promise.all([
        watch(id),
        ada.mutate("editClientApplication", edit, "clientApplication { id }"),
      ]);
      await eventually(async () => namesIn(watching.received).at(-1) === name);
      await watching.stop();
    }
  });

  it("R31 is told of its deletion, and then of nothing more", async () => {
    const { id } = await registers("Gone");
    const watching = watch(id);
    await eventually(async () => watching.received.length > 0);
    const deletion = { clientApplicationId: id, confirmName: "Gone" };
    await ada.mutate("deleteClientApplication", deletion, "deletedClientApplicationId");
    expect(await watching.ended).toBeNull();
    expect(watching.received.at(-1)).toEqual({
      data: { at: { clientApplication: null, deletedClientApplicationId: id } },
    });
    const late = watch(id);
    expect(JSON.stringify([await late.ended, late.received])).toContain("NOT_FOUND");
  });
});

it("a change that is committed while the present state is being read is told after it", async () => {
  const told = Promise.withResolvers<IteratorResult<Change<string>>>();
  const actor = { developerId: "dev_1", partnerId: "prt_1", isOperator: false };
  let name = "old";
  const application = {
    async load() {
      const seen = { name, partnerId: "prt_1" };
      if (name === "old") {
        name = "new";
        told.resolve({ value: { what: "app_1", mark: {} } });
      }
      return seen;
    },
  };
  const context = {
    actor,
    identify: async () => actor,
    loaders: { application },
    changeFeed: { changesOf: () => ({ next: () => told.promise }) },
    sharedReads: (_mark: object, key: string, read: () => unknown) =>
      key.startsWith("seen") ? { application } : read(),
    work: { spend: async () => {} },
  } as unknown as GraphQLContext;
  const watching = await watchedApplication(context, "app_01h455vb4pex5vsknk084sn02q");
  const names = [];
  for (const _ of [1, 2]) {
    const { value } = await watching.next();
    names.push((value.clientApplication as { name: string }).name);
  }
  expect(names).toEqual(["old", "new"]);
});

describe("a subscription that is sent like a query", () => {
  const query = (id: string) =>
    `subscription { clientApplicationChanged(clientApplicationId: "${id}") { __typename } }`;

  it("is refused with 400 and how to send it, and is not run", async () => {
    const { id } = await registers("Posted");
    const response = await ada.raw(query(id));
    expect(response.status).toBe(400);
    const { data, errors } = (await response.json()) as Json;
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(/WebSocket .*Accept: text\/event-stream/),
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
  });

  it("also as one of several operations", async () => {
    const several = `query Asked { __typename } ${query("app_x").replace("subscription", "subscription Watched")}`;
    const send = (operationName: string) =>
      ada.post("/graphql", { query: several, operationName }).then(({ status }) => status);
    expect([await send("Asked"), await send("Watched")]).toEqual([200, 400]);
  });
});
