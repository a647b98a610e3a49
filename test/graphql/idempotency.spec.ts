import "reflect-metadata";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { buildSchema, GraphQLError, type GraphQLSchema } from "graphql";
import {
  ClaimLost,
  type IdempotencyStore,
  type IdempotentRequest,
} from "../../src/application/ports/idempotency-store.js";
import type { Id } from "../../src/domain/id.js";
import { attempt } from "../../src/graphql/attempt.js";
import type { GraphQLContext } from "../../src/graphql/context.js";
import { createIdempotencyStore } from "../../src/infrastructure/persistence/idempotency-store.js";
import { type Orm, openOrm } from "../../src/infrastructure/persistence/orm.js";
import { formatSecret } from "../../src/infrastructure/secrets/secret-format.js";
import { type Asked, startApollo, type TestApollo } from "../support/apollo.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { inMemoryIdempotencyStore } from "../support/in-memory-idempotency-store.js";

let database: TestDatabase;
let orm: Orm;
let keys = 0;
const newKey = () => `key-${++keys}`;

beforeAll(async () => {
  database = await createTestDatabase();
  orm = await openOrm({ databaseUrl: database.url });
});

afterAll(async () => {
  await orm.close();
  await database.drop();
});

const now = new Date("2026-03-01T12:00:00.000Z");
const secondsLater = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const day = 24 * 3_600;
/** By whoever claimed it so many seconds later. */
const held = (request: IdempotentRequest, seconds = 0) => ({ ...request, claimedAt: secondsLater(seconds) });

describe.each<[string, () => IdempotencyStore]>([
  ["in memory", inMemoryIdempotencyStore],
  ["on PostgreSQL", () => createIdempotencyStore(orm)],
])("the idempotency store %s", (_, open) => {
  let store: IdempotencyStore;
  let request: IdempotentRequest;

  beforeEach(() => {
    store = open();
    request = { actorId: "dev_ada", credential: "SESSION", key: newKey(), requestHash: "hash" };
  });

  it("has the first claim run, the next wait, and later ones get its answer byte for byte", async () => {
    const response = '{"data":{"a":"\\u2028 é 🚀 \\"","n":1.50}}';
    expect(await store.claim(request, now)).toEqual({ state: "FIRST" });
    expect(await store.claim(request, secondsLater(1))).toEqual({ state: "RUNNING" });
    await store.keep(held(request), response);
    expect(await store.claim(request, secondsLater(2))).toEqual({ state: "ANSWERED", response });
    expect(await store.claim(request, secondsLater(day - 1))).toEqual({ state: "ANSWERED", response });
  });

  it("R34 keeps no secret: a repeated answer has null in its place", async () => {
    const secret = formatSecret("pat", null, new Uint8Array(32));
    await store.claim(request, now);
    await store.keep(held(request), JSON.stringify({ data: { value: secret, name: "once" } }));
    const response = '{"data":{"value":null,"name":"once"}}';
    expect(await store.claim(request, now)).toEqual({ state: "ANSWERED", response });
  });

  it("lets exactly one of simultaneous claims be the first", async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claim(request, now)));
    expect(claims.filter(({ state }) => state === "FIRST")).toHaveLength(1);
    expect(claims.filter(({ state }) => state === "RUNNING")).toHaveLength(19);
  });

  it("refuses another request under the same key, running or answered", async () => {
    await store.claim(request, now);
    expect(await store.claim({ ...request, requestHash: "other" }, now)).toEqual({ state: "OTHER_REQUEST" });
    await store.keep(held(request), "{}");
    expect(await store.claim({ ...request, requestHash: "other" }, now)).toEqual({ state: "OTHER_REQUEST" });
  });

  it("keeps the keys of developers and the keys of one developer apart", async () => {
    await store.claim(request, now);
    expect(await store.claim({ ...request, actorId: "dev_bob" }, now)).toEqual({ state: "FIRST" });
    expect(await store.claim({ ...request, credential: "READ" }, now)).toEqual({ state: "FIRST" });
    expect(await store.claim({ ...request, key: newKey() }, now)).toEqual({ state: "FIRST" });
  });

  it("frees a released key, for any request", async () => {
    await store.claim(request, now);
    await store.release(held(request));
    expect(await store.claim({ ...request, requestHash: "other" }, now)).toEqual({ state: "FIRST" });
  });

  it("does not release an answer", async () => {
    await store.claim(request, now);
    await store.keep(held(request), "{}");
    await store.release(held(request));
    expect(await store.claim(request, now)).toEqual({ state: "ANSWERED", response: "{}" });
  });

  it("gives a claim that was left behind to one other after 30 seconds", async () => {
    await store.claim(request, now);
    expect(await store.claim(request, secondsLater(30))).toEqual({ state: "RUNNING" });
    const claims = await Promise.all([
      store.claim(request, secondsLater(31)),
      store.claim(request, secondsLater(31)),
    ]);
    expect(claims.map(({ state }) => state).sort()).toEqual(["FIRST", "RUNNING"]);
    expect(await store.claim(request, secondsLater(60))).toEqual({ state: "RUNNING" });
  });

  it("keeps the answer of whoever has overtaken a claim, and nothing of whoever has lost it", async () => {
    await store.claim(request, now);
    await store.claim(request, secondsLater(31));
    await store.keep(held(request), "the first");
    await store.release(held(request));
    expect(await store.claim(request, secondsLater(32))).toEqual({ state: "RUNNING" });
    await store.keep(held(request, 31), "the second");
    expect(await store.claim(request, secondsLater(33))).toEqual({
      state: "ANSWERED",
      response: "the second",
    });
  });

  it("does not take a released claim from whoever has it by then", async () => {
    await store.claim(request, now);
    await store.release(held(request));
    await store.claim(request, secondsLater(1));
    await store.release(held(request));
    expect(await store.claim(request, secondsLater(2))).toEqual({ state: "RUNNING" });
  });

  it("leaves a key alone that has become another request's", async () => {
    const other = { ...request, requestHash: "other" };
    await store.claim(request, now);
    await store.claim(other, secondsLater(day + 1));
    await store.keep(held(request), "too late");
    await store.release(held(request));
    expect(await store.claim(other, secondsLater(day + 2))).toEqual({ state: "RUNNING" });
  });

  it("forgets after 24 hours: the key is free for any request", async () => {
    await store.claim(request, now);
    await store.keep(held(request), "{}");
    expect(await store.claim({ ...request, requestHash: "other" }, secondsLater(day + 1))).toEqual({
      state: "FIRST",
    });
  });

  it("purges what has expired, and nothing else", async () => {
    const later = { ...request, key: newKey() };
    await store.claim(request, now);
    await store.keep(held(request), "{}");
    await store.claim(later, secondsLater(10));
    await store.keep(held(later, 10), "{}");
    await store.purgeExpired(secondsLater(day + 5));
    // Whether the older is still there tells a claim at a time when it had not expired.
    expect(await store.claim(request, secondsLater(1))).toEqual({ state: "FIRST" });
    expect(await store.claim(later, secondsLater(11))).toEqual({ state: "ANSWERED", response: "{}" });
  });
});

it("whoever has lost the claim to a later request is told to come again", async () => {
  const context = { actor: { developerId: "dev_ada" } } as unknown as GraphQLContext;
  const overtaken = attempt(
    context,
    () => Promise.reject(new ClaimLost()),
    () => ({}),
  );
  await expect(overtaken).rejects.toMatchObject({
    extensions: { code: "REQUEST_IN_PROGRESS", http: { status: 409 } },
  });
});

it("a claim that was left behind passes on sooner where statements may take less", async () => {
  const store = createIdempotencyStore(orm, { lostAfter: 3_000 });
  const request = {
    actorId: "dev_ada",
    credential: "SESSION",
    key: newKey(),
    requestHash: "hash",
  } as const;
  await store.claim(request, now);
  expect(await store.claim(request, secondsLater(3))).toEqual({ state: "RUNNING" });
  expect(await store.claim(request, secondsLater(4))).toEqual({ state: "FIRST" });
});

describe.each<[string, () => IdempotencyStore]>([
  ["in memory", inMemoryIdempotencyStore],
  ["on PostgreSQL", () => createIdempotencyStore(orm)],
])("a mutation with an Idempotency-Key, its answers kept %s,", (_, open) => {
  let apollo: TestApollo;
  let runs: string[];

  beforeEach(async () => {
    runs = [];
    apollo = await startApollo(schemaOf(runs), open());
  });
  afterEach(() => apollo.stop());

  const add = "mutation ($name: String) { add(name: $name) { id name } }";
  const send = (key: string | undefined, asked: Asked = {}) =>
    apollo.ask({
      query: add,
      variables: { name: "Ledger" },
      developerId: "dev_ada",
      ...asked,
      headers: key === undefined ? {} : { "idempotency-key": key },
    });

  it("answers again what it answered first, byte for byte, and does nothing", async () => {
    const key = newKey();
    const first = await send(key);
    const second = await send(key);
    expect(first.body.data.add.name).toBe("Ledger");
    expect(second.text).toBe(first.text);
    expect(second.status).toBe(first.status);
    expect([first, second].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([
      undefined,
      "true",
    ]);
    expect(runs).toEqual(["Ledger"]);
  });

  it("runs as often as it is sent without a key, or with another one", async () => {
    for (const key of [undefined, undefined, newKey(), newKey()]) await send(key);
    expect(runs).toHaveLength(4);
  });

  it("is run once when sent several times at the same moment, and all get the one answer", async () => {
    const key = newKey();
    const query = "mutation { slow { id } }";
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(key, { query, variables: {} })));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(runs).toEqual(["slow"]);
  });

  it.each<[string, Asked]>([
    ["other variables", { variables: { name: "Other" } }],
    ["another text", { query: `${add} ` }],
    ["another name of operation", { query: `${add.replace("mutation", "mutation A")}`, operationName: "A" }],
  ])("is refused with %s", async (_what, other) => {
    const key = newKey();
    await send(key);
    const refused = await send(key, other);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      errors: [
        {
          message: expect.stringMatching(/Idempotency-Key was used for another request/),
          extensions: { code: "BAD_USER_INPUT" },
        },
      ],
    });
    expect(runs).toEqual(["Ledger"]);
  });

  it.each<[string, string]>([
    ["empty", ""],
    ["too long", "k".repeat(256)],
    ["of several words", "a b"],
    ["beyond ASCII", "schlüssel"],
    ["with a control character", "a\u0001b"],
  ])("is refused when the key is %s", async (_what, key) => {
    const refused = await send(key);
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(refused.body.errors[0].message).toMatch(/1 to 255 printable ASCII/);
    expect(runs).toEqual([]);
  });

  it.each([
    ["two mutations", "mutation { a: add { id } b: add { id } }"],
    ["a fragment", "mutation { ...F } fragment F on Mutation { add { id } }"],
  ])("is refused when the request runs %s: half of it could not be sent again", async (_what, query) => {
    const refused = await send(newKey(), { query, variables: {} });
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(runs).toEqual([]);
  });

  it("takes a key of 255 characters", async () => {
    const key = `${newKey()}${"~".repeat(255)}`.slice(0, 255);
    expect((await send(key)).text).toBe((await send(key)).text);
    expect(runs).toHaveLength(1);
  });

  it("is each developer's own", async () => {
    const key = newKey();
    const first = await send(key);
    const second = await send(key, { developerId: "dev_bob" });
    expect(second.text).not.toBe(first.text);
    expect(runs).toHaveLength(2);
  });

  it("is run again after 24 hours", async () => {
    const key = newKey();
    await send(key, { now });
    await send(key, { now: secondsLater(day - 1) });
    expect(runs).toHaveLength(1);
    await send(key, { now: secondsLater(day + 1) });
    expect(runs).toHaveLength(2);
  });

  it("is run again when it failed on our side, and the key is free at once", async () => {
    const key = newKey();
    const query = "mutation { failOnce { id } }";
    const failed = await send(key, { query, variables: {} });
    expect(failed.body.errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    const second = await send(key, { query, variables: {} });
    expect(second.body.errors).toBeUndefined();
    expect((await send(key, { query, variables: {} })).text).toBe(second.text);
    expect(runs).toEqual(["failOnce", "failOnce"]);
  });

  it("is run again when it failed with a code that clients do not get to see", async () => {
    const key = newKey();
    const query = "mutation { failOddly { id } }";
    for (let time = 0; time < 2; time += 1) {
      const { body } = await send(key, { query, variables: {} });
      expect(body.errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    }
    expect(runs).toEqual(["failOddly", "failOddly"]);
  });

  it("is refused with the same status and words each time when its variables do not fit", async () => {
    const key = newKey();
    const variables = { name: 42 };
    const answers = [await send(key, { variables }), await send(key, { variables })];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
    expect((await send(key)).status).toBe(200);
    expect(runs).toEqual(["Ledger"]);
  });
});

describe("an answer is never kept", () => {
  let apollo: TestApollo;
  let runs: string[];
  let store: ReturnType<typeof inMemoryIdempotencyStore>;

  beforeEach(async () => {
    runs = [];
    store = inMemoryIdempotencyStore();
    apollo = await startApollo(schemaOf(runs), store);
  });
  afterEach(() => apollo.stop());

  const send = (query: string, developerId?: Id<"dev">) =>
    apollo.ask({ query, headers: { "idempotency-key": "key" }, ...(developerId && { developerId }) });

  it.each([
    ["of a key", "mutation { revealApiKey { value } }"],
    ["of a client secret", "mutation { revealClientSecret { value } }"],
    ["under another name", "mutation { add: revealApiKey { value } }"],
  ])("when it shows the secret %s: it is run again", async (_, query) => {
    for (let time = 0; time < 2; time += 1) expect((await send(query, "dev_ada")).text).toContain("secret");
    expect(runs).toHaveLength(2);
    expect(store.held.size).toBe(0);
  });

  it.each([
    ["in a fragment", "mutation { ...F } fragment F on Mutation { revealApiKey { value } }"],
    ["in an inline fragment", "mutation { ... { revealApiKey { value } } }"],
    ["beside another mutation", "mutation { add { id } revealApiKey { value } }"],
  ])("when it shows a secret %s", async (_, query) => {
    await send(query, "dev_ada");
    expect(JSON.stringify([...store.held])).not.toContain("secret");
  });

  it("when nobody is signed in", async () => {
    await send("mutation { add { id } }");
    await send("mutation { add { id } }");
    expect(runs).toHaveLength(2);
    expect(store.held.size).toBe(0);
  });

  it("when it is a query's", async () => {
    const answers = [await send("{ hello }", "dev_ada"), await send("{ again: hello }", "dev_ada")];
    expect(answers.map(({ body }) => body.data)).toEqual([{ hello: "world" }, { again: "world" }]);
    expect(store.held.size).toBe(0);
  });
});

describe("a mutation whose first answer does not come", () => {
  it("is refused after ten seconds, and not run", async () => {
    const runs: string[] = [];
    const never: IdempotencyStore = {
      ...inMemoryIdempotencyStore(),
      claim: async () => ({ state: "RUNNING" }),
    };
    const apollo = await startApollo(schemaOf(runs), never);
    const realNow = Date.now;
    let asked = 0;
    const time = jest.spyOn(Date, "now").mockImplementation(() => realNow() + asked++ * 5_000);
    const answer = await apollo.ask({
      query: "mutation { add { id } }",
      headers: { "idempotency-key": "key" },
      developerId: "dev_ada",
    });
    time.mockRestore();
    expect(answer.status).toBe(409);
    expect(answer.headers.get("retry-after")).toBe("1");
    expect(answer.body.errors[0]).toMatchObject({
      message: expect.stringMatching(/still running/),
      extensions: { code: "REQUEST_IN_PROGRESS" },
    });
    expect(runs).toEqual([]);
    await apollo.stop();
  });
});

describe("a mutation whose answer cannot be kept", () => {
  it("is answered at once, and its answer is kept a moment later", async () => {
    const runs: string[] = [];
    const store = inMemoryIdempotencyStore();
    let failures = 2;
    const apollo = await startApollo(schemaOf(runs), {
      ...store,
      async keep(...answer) {
        if (failures-- > 0) throw new Error("Away.");
        await store.keep(...answer);
      },
    });
    const asked: Asked = {
      query: "mutation { add { id } }",
      headers: { "idempotency-key": "key" },
      developerId: "dev_ada",
    };
    const first = await apollo.ask(asked);
    expect(first.status).toBe(200);
    // Waits as for any that is still running.
    const second = await apollo.ask(asked);
    expect(second.text).toBe(first.text);
    expect(runs).toHaveLength(1);
    await apollo.stop();
  });
});

describe("a mutation whose key cannot be looked up", () => {
  const away = async (): Promise<never> => {
    throw new Error("password of the database");
  };
  const ask = (apollo: TestApollo) =>
    apollo.ask({
      query: "mutation { add { id } }",
      headers: { "idempotency-key": "key" },
      developerId: "dev_ada",
      requestId: "request-7",
    });

  it("is not run, and fails with the request id that is in the log", async () => {
    const runs: string[] = [];
    const apollo = await startApollo(schemaOf(runs), { ...inMemoryIdempotencyStore(), claim: away });
    const answer = await ask(apollo);
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("password");
    expect(answer.body.errors[0].extensions).toEqual({
      code: "INTERNAL_SERVER_ERROR",
      requestId: "request-7",
    });
    expect(apollo.logged).toMatchObject([{ fields: { reqId: "request-7" } }]);
    expect(apollo.observed).toMatchObject([{ type: "mutation", outcome: "error" }]);
    expect(runs).toEqual([]);
    await apollo.stop();
  });

  it("answers what it did when only keeping that fails", async () => {
    const runs: string[] = [];
    const apollo = await startApollo(schemaOf(runs), { ...inMemoryIdempotencyStore(), keep: away });
    const answer = await ask(apollo);
    expect([answer.status, answer.body.data.add.id]).toEqual([200, "thing_1"]);
    expect(apollo.logged).toMatchObject([{ fields: { reqId: "request-7" } }]);
    await apollo.stop();
  });
});

/** Notes what runs; nothing behind it. */
function schemaOf(runs: string[]): GraphQLSchema {
  const schema = buildSchema(`
    type Thing { id: ID! name: String }
    type Shown { value: String }
    type Query { hello: String }
    type Mutation {
      add(name: String): Thing
      slow: Thing
      failOnce: Thing
      failOddly: Thing
      revealApiKey: Shown
      revealClientSecret: Shown
    }
  `);
  let count = 0;
  const ran = (name: string) => {
    runs.push(name);
    return { id: `thing_${++count}`, name };
  };
  const resolvers: Record<string, (args: { name?: string }) => unknown> = {
    hello: () => "world",
    add: ({ name = "nameless" }) => ran(name),
    slow: async () => {
      const thing = ran("slow");
      await sleep(300);
      return thing;
    },
    failOnce: () => {
      const thing = ran("failOnce");
      if (runs.length === 1) throw new Error("The database is away.");
      return thing;
    },
    failOddly: () => {
      ran("failOddly");
      throw new GraphQLError("odd", { extensions: { code: "ODD" } });
    },
    revealApiKey: () => ran("revealApiKey") && { value: "secret" },
    revealClientSecret: () => ran("revealClientSecret") && { value: "secret" },
  };
  for (const type of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(type?.getFields() ?? {})) {
      field.resolve = (_source, args) => resolvers[field.name]?.(args);
    }
  }
  return schema;
}
