import { beforeEach, expect, it } from "@jest/globals";
import { type ClientStanding, KnowledgeAway } from "../../src/application/ports/key-knowledge.js";
import type { KeyChanges, Span } from "../../src/infrastructure/gateway/key-changes.js";
import { LookUpTimeOut } from "../../src/infrastructure/gateway/key-directory.js";
import { createKeyKnowledge } from "../../src/infrastructure/gateway/key-knowledge.js";
import { createLogger } from "../../src/infrastructure/logging.js";

const names = { environmentId: "env_1", clientId: "cli_1", network: "192.0.2.1" } as const;

/** What the database holds of the client, and how often it was asked. */
let held: ClientStanding | null;
let lookedUp: string[];
let isAway: boolean;
/** What the channel proves: how old each proof may be that was asked for. */
let ages: (number | undefined)[];
let isProven: boolean;
let span: Span | null;
let tell: (subject: string) => void;

const standing = (waitsUntil: Date | null = null) =>
  ({
    client: { applicationId: "app_1", partnerId: "prt_1" },
    attempts: "attempts_1",
    waitsUntil,
  }) as unknown as ClientStanding;

const never = async () => {
  throw new Error("It is not asked.");
};

function knowledge() {
  const changes: KeyChanges = {
    get span() {
      return span;
    },
    isProven: () => {
      throw new Error("What is known of clients is proven by a ping after the question.");
    },
    async proof(age) {
      ages.push(age);
      return isProven;
    },
    start: async () => {},
    close: async () => {},
  };
  return createKeyKnowledge({
    directory: {
      gateway: never,
      key: never,
      products: never,
      token: never,
      async client({ clientId }, attempts) {
        lookedUp.push(`${clientId} ${attempts}`);
        if (isAway) throw new LookUpTimeOut();
        return held;
      },
      forgetCatalogue: () => {},
    },
    changesTo: (onChange) => {
      tell = onChange;
      return changes;
    },
    vault: { lookupHashes: (clear) => [`hash of ${clear}`] },
    knowsRetired: () => true,
    logger: createLogger("silent"),
  });
}

beforeEach(() => {
  held = standing();
  lookedUp = [];
  isAway = false;
  ages = [];
  isProven = true;
  span = { provenAt: 0 };
});

it("a client is looked up once, and answered again only by a proof that is younger than the question", async () => {
  const { client } = knowledge();
  const first = await client(names);
  expect(await client(names)).toBe(first);
  expect(lookedUp).toEqual(["cli_1 hash of client secret of cli_1: 192.0.2.1"]);
  expect(ages).toEqual([0]);
});

it.each(["app_1", "prt_1", "attempts_1", "catalogue"])(
  "a client is looked up again after a change of %s, and not after another's",
  async (subject) => {
    const { client } = knowledge();
    await client(names);
    tell("app_2");
    await client(names);
    expect(lookedUp).toHaveLength(1);
    held = standing(new Date());
    tell(subject);
    expect(await client(names)).toBe(held);
    expect(lookedUp).toHaveLength(2);
  },
);

it("a client is looked up each time while nothing can be proven", async () => {
  const { client } = knowledge();
  await client(names);
  isProven = false;
  await client(names);
  isProven = true;
  span = { provenAt: 0 };
  await client(names);
  span = null;
  await client(names);
  expect(lookedUp).toHaveLength(4);
});

it("of several who ask at the same time, none is answered by a look-up that began before", async () => {
  const { client } = knowledge();
  const first = client(names);
  await new Promise((resolve) => setTimeout(resolve, 2));
  expect(await Promise.all([first, client(names)])).toEqual([held, held]);
  const before = lookedUp.length;
  span = null;
  const early = client(names);
  await new Promise((resolve) => setTimeout(resolve, 2));
  await Promise.all([early, client(names)]);
  expect(lookedUp).toHaveLength(before + 2);
});

it("one that does not exist is not remembered, and one network says nothing of another", async () => {
  const { client } = knowledge();
  held = null;
  expect(await client(names)).toBeNull();
  held = standing();
  expect(await client(names)).toBe(held);
  await client({ ...names, network: "192.0.2.2" });
  expect(lookedUp).toHaveLength(3);
});

it("no token is issued by what was known a while ago", async () => {
  const { client } = knowledge();
  await client(names);
  isProven = false;
  isAway = true;
  await expect(client(names)).rejects.toBeInstanceOf(KnowledgeAway);
});
