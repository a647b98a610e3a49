import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { byId } from "../support/references.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
let bob: Person;
let count = 0;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@retries.example");
  bob = await story.readyDeveloper("bob@retries.example");
});

afterAll(() => story.stop());

const newKey = () => `key-${++count}`;
const query = `mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) {
  clientApplication { id name version createdAt grants { id status } } userErrors { code message path } } }`;

function input(name: string): Json {
  return {
    name,
    description: "Is sent again.",
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    products: byId(story.catalogue.accounts),
    environments: byId(story.catalogue.development),
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: Json;
  readonly isReplayed: boolean;
}

async function send(person: Client, key: string, asked: string, variables: object): Promise<Answer> {
  const response = await person.raw(asked, variables, { "idempotency-key": key });
  const text = await response.text();
  const isReplayed = response.headers.get("idempotency-replayed") === "true";
  return { status: response.status, text, body: JSON.parse(text), isReplayed };
}

const register = (key: string, name: string, person = ada) =>
  send(person, key, query, { input: input(name) });

async function registered(name: string): Promise<number> {
  const { rows } = await story.services.pool.query("select from client_application where name = $1", [name]);
  return rows.length;
}

const records = async (key: string): Promise<Json[]> =>
  (await story.services.pool.query("select * from idempotency_record where key = $1", [key])).rows;

describe("a mutation sent again with the same Idempotency-Key", () => {
  it("gets the first answer byte for byte and does nothing", async () => {
    const key = newKey();
    const first = await register(key, "Once");
    const again = await register(key, "Once");
    expect(first.body.data.registerClientApplication).toMatchObject({
      clientApplication: { name: "Once" },
      userErrors: [],
    });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    expect([first.isReplayed, again.isReplayed]).toEqual([false, true]);
    expect(await registered("Once")).toBe(1);
    const { rows } = await story.services.pool.query("select from audit_entry where subject_id = $1", [
      first.body.data.registerClientApplication.clientApplication.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("gets that answer still when the world has moved on", async () => {
    const key = newKey();
    const first = await register(key, "Moved on");
    const id = first.body.data.registerClientApplication.clientApplication.id;
    await story.services.pool.query("update client_application set name = 'Renamed' where id = $1", [id]);
    expect((await register(key, "Moved on")).text).toBe(first.text);
    expect(await registered("Moved on")).toBe(0);
  });

  it("is done once when ten arrive at the same moment, and all get the one answer", async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(key, "Ten")));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(answers[0]?.body.data.registerClientApplication.userErrors).toEqual([]);
    expect(answers.filter(({ isReplayed }) => !isReplayed)).toHaveLength(1);
    expect(await registered("Ten")).toBe(1);
  });

  it("gets its user errors again, even when they would be none by now", async () => {
    const key = newKey();
    await register(newKey(), "Taken");
    const first = await register(key, "taken ");
    expect(first.body.data.registerClientApplication.userErrors).toMatchObject([{ code: "NAME_TAKEN" }]);
    await story.services.pool.query(
      "update client_application set name = 'Free', name_key = 'free', name_skeleton = 'free' where name = 'Taken'",
    );
    const again = await register(key, "taken ");
    expect([again.text, again.isReplayed]).toEqual([first.text, true]);
    expect((await register(newKey(), "taken ")).body.data.registerClientApplication.userErrors).toEqual([]);
  });

  it("is refused with another body, and neither is done", async () => {
    const key = newKey();
    const first = await register(key, "First body");
    for (const refused of [
      await register(key, "Second body"),
      await send(ada, key, `${query} `, { input: input("First body") }),
      await send(ada, key, 'mutation { acceptTerms(input: { version: "1" }) { userErrors { code } } }', {}),
    ]) {
      expect(refused.status).toBe(400);
      expect(refused.body.data).toBeUndefined();
      expect(refused.body.errors).toEqual([
        {
          message: "This Idempotency-Key was used for another request; choose a new one.",
          extensions: { code: "BAD_USER_INPUT" },
        },
      ]);
    }
    expect(await registered("Second body")).toBe(0);
    expect((await register(key, "First body")).text).toBe(first.text);
  });

  it("is another's own business: a colleague's same key is independent", async () => {
    const key = newKey();
    const first = await register(key, "Ada's");
    const other = await register(key, "Bob's", bob);
    expect([first.isReplayed, other.isReplayed]).toEqual([false, false]);
    expect([await registered("Ada's"), await registered("Bob's")]).toEqual([1, 1]);
    expect((await register(key, "Ada's")).text).toBe(first.text);
    expect((await register(key, "Bob's", bob)).text).toBe(other.text);
    // The same request too, were it not for the name being taken.
    const same = await register(key, "Ada's", bob);
    expect(same.text).not.toBe(first.text);
  });

  it("is nobody's without a sign-in: nothing is replayed", async () => {
    const key = newKey();
    const first = await register(key, "Signed in");
    const visitor = Object.assign(Object.create(ada), { cookie: undefined });
    const answer = await register(key, "Signed in", visitor);
    expect(answer.body.errors[0].extensions.code).toBe("UNAUTHENTICATED");
    expect(answer.text).not.toContain(first.body.data.registerClientApplication.clientApplication.id);
  });
});

describe("an answer is not kept", () => {
  it("when it failed on our side: sent again, the mutation is done", async () => {
    const { pool } = story.services;
    const key = newKey();
    await pool.query(`
      create function break_spec() returns trigger language plpgsql as $$
        begin if new.name = 'Unlucky' then raise exception 'spec: the disk is on fire'; end if; return new; end $$;
      create trigger break_spec before insert on client_application for each row execute function break_spec()`);
    const failed = await register(key, "Unlucky");
    expect(failed.body.errors).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    expect(failed.text).not.toContain("disk");
    expect(await records(key)).toEqual([]);
    expect((await register(key, "Unlucky")).isReplayed).toBe(false);

    await pool.query("drop trigger break_spec on client_application; drop function break_spec");
    const done = await register(key, "Unlucky");
    expect(done.body.data.registerClientApplication.userErrors).toEqual([]);
    expect((await register(key, "Unlucky")).text).toBe(done.text);
    expect(await registered("Unlucky")).toBe(1);
  });

  it("when the claim itself fails: nothing is done, and nothing told but a request id", async () => {
    const { pool } = story.services;
    const key = newKey();
    await pool.query("alter table idempotency_record rename to idempotency_record_away");
    const failed = await register(key, "No claim");
    await pool.query("alter table idempotency_record_away rename to idempotency_record");
    expect(failed.status).toBe(500);
    expect(failed.body.errors).toMatchObject([
      { extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) } },
    ]);
    expect(failed.text).not.toContain("idempotency_record");
    expect(await registered("No claim")).toBe(0);
  });

  it("when its variables do not fit: mended, the request may have the same key", async () => {
    const key = newKey();
    const first = await send(ada, key, query, { input: { ...input("Mended"), type: "NONE" } });
    const again = await send(ada, key, query, { input: { ...input("Mended"), type: "NONE" } });
    expect([first.status, first.body.errors[0].extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect([again.status, again.text]).toEqual([400, first.text]);
    expect((await register(key, "Mended")).body.data.registerClientApplication.userErrors).toEqual([]);
  });

  it("when it shows a secret: it is shown again, and recorded again, and stands in no table", async () => {
    const application = await ada.registers(input("Shown"));
    const [{ id: grantId, apiKeys }] = application.grants;
    const apiKeyId = apiKeys[0].id;
    await eventually(async () => {
      const { node } = await ada.data("query ($id: ID!) { node(id: $id) { ... on ApiKey { status } } }", {
        id: apiKeyId,
      });
      return node.status === "ACTIVE";
    });
    const reveals: [string, object][] = [
      [
        "mutation ($input: RevealApiKeyInput!) { revealApiKey(input: $input) { value } }",
        { input: { apiKeyId } },
      ],
      [
        "mutation ($input: RevealClientSecretInput!) { other: revealClientSecret(input: $input) { value } }",
        { input: { grantId } },
      ],
    ];
    for (const [reveal, variables] of reveals) {
      const key = newKey();
      const [first, again] = [
        await send(ada, key, reveal, variables),
        await send(ada, key, reveal, variables),
      ];
      expect(first.text).toMatch(/ptc_(key|sec)_development_/);
      expect([again.text, again.isReplayed]).toEqual([first.text, false]);
      expect(await records(key)).toEqual([]);
    }
    const { rows } = await story.services.pool.query(
      "select action, count(*)::int from audit_entry where application_id = $1 and action like '%REVEALED' group by action",
      [application.id],
    );
    expect(rows.map(({ count }) => count)).toEqual([2, 2]);
  });

  it("ever with a secret in it, wherever the mutation is put", async () => {
    const application = await ada.registers(input("Hidden"));
    const apiKeyId = application.grants[0].apiKeys[0].id;
    const reveal = `revealApiKey(input: { apiKeyId: "${apiKeyId}" }) { value }`;
    for (const hidden of [
      `mutation { ...F } fragment F on Mutation { ${reveal} }`,
      `mutation { ... { ${reveal} } }`,
      `mutation { acceptTerms(input: { version: "1" }) { userErrors { code } } ${reveal} }`,
    ]) {
      const { status, body } = await send(ada, newKey(), hidden, {});
      expect([status, body.data, body.errors[0].extensions]).toEqual([
        400,
        undefined,
        { code: "BAD_USER_INPUT" },
      ]);
    }
    const { rows } = await story.services.pool.query(
      "select from idempotency_record where response ~ 'ptc_(key|sec)_'",
    );
    expect(rows).toEqual([]);
  });

  it("when it is a query's: the header is ignored, even a malformed one", async () => {
    const key = newKey();
    const answers = [
      await send(ada, key, "{ me { email } }", {}),
      await send(ada, key, "{ currentTerms { version } }", {}),
      await send(ada, "not a key", "{ me { email } }", {}),
    ];
    expect(answers.map(({ status, isReplayed }) => [status, isReplayed])).toEqual(
      Array(3).fill([200, false]),
    );
    expect(await records(key)).toEqual([]);
  });
});

describe("a malformed Idempotency-Key", () => {
  it.each([
    ["with a space", "a key"],
    ["too long", "k".repeat(256)],
    ["beyond ASCII", "cl\u00e9"],
  ])("is refused, and nothing is done: %s", async (what, key) => {
    const name = `Malformed ${what}`;
    const { status, body } = await register(key, name);
    expect([status, body.data]).toEqual([400, undefined]);
    expect(body.errors).toEqual([
      {
        message: "Idempotency-Key must be 1 to 255 printable ASCII characters without spaces.",
        extensions: { code: "BAD_USER_INPUT" },
      },
    ]);
    expect(await registered(name)).toBe(0);
  });

  it("is none of 255 characters, nor one that SQL would mind", async () => {
    for (const key of ["k".repeat(255), "'or(true)--", "%_\\?$1"]) {
      const first = await register(key, `Odd ${key.slice(0, 3).replace(/\W/g, "x")}`);
      expect(first.status).toBe(200);
      expect(first.body.data.registerClientApplication.userErrors).toEqual([]);
      expect(await records(key)).toHaveLength(1);
    }
  });
});

describe("a process that dies with an Idempotency-Key in hand", () => {
  const left = (key: string, change: string) =>
    story.services.pool.query(
      `update idempotency_record set response = null, created_at = now() - interval '1 hour' ${change} where key = $1`,
      [key],
    );

  it("after the command was carried out: it is not carried out again, and the retry is told so", async () => {
    const key = newKey();
    await register(key, "Carried out");
    await left(key, "");
    const { status, body } = await register(key, "Carried out");
    expect(status).toBe(400);
    expect(body.errors[0].message).toContain("This was done");
    expect(await registered("Carried out")).toBe(1);
  });

  it("before it was: the retry carries it out", async () => {
    const key = newKey();
    await register(key, "Left behind");
    await story.services.pool.query(
      "update client_application set name = id, name_key = id, name_skeleton = id where name = 'Left behind'",
    );
    await left(key, ", done_at = null");
    const { body } = await register(key, "Left behind");
    expect(body.data.registerClientApplication.userErrors).toEqual([]);
    expect(await registered("Left behind")).toBe(1);
  });
});

describe("an Idempotency-Key", () => {
  const tokenOf = async (...scopes: string[]) => {
    const wanted = { name: scopes.join(" "), scopes, expiresInDays: 1 };
    const { value } = await ada.mutate("createAccessToken", wanted, "value");
    const script = new Client(story.url);
    script.token = value;
    return script;
  };

  it("is its credential's own: what a READ token is refused answers nobody else, and replays nobody else's", async () => {
    const key = newKey();
    const reader = await tokenOf("READ");
    const refused = await send(reader, key, query, { input: input("By scopes") });
    expect(refused.body.errors[0].extensions.code).toBe("FORBIDDEN");
    const first = await register(key, "By scopes");
    expect(first.body.data.registerClientApplication.userErrors).toEqual([]);
    const again = await send(reader, key, query, { input: input("By scopes") });
    expect(again.body.errors[0].extensions.code).toBe("FORBIDDEN");
    expect(again.isReplayed).toBe(false);
    const writer = await send(await tokenOf("WRITE"), key, query, { input: input("By scopes") });
    expect(writer.isReplayed).toBe(false);
    expect(writer.body.data.registerClientApplication.userErrors).toMatchObject([{ code: "NAME_TAKEN" }]);
  });

  it("keeps no refusal of permission: once it is given, the same request is carried out", async () => {
    const key = newKey();
    const application = await ada.registers(input("Shared later"));
    const asked =
      "mutation ($input: DeactivateClientApplicationInput!) { deactivateClientApplication(input: $input) { clientApplication { status } userErrors { code } } }";
    const bob = await story.readyDeveloper("bobby@retries.example");
    const deactivate = () => send(bob, key, asked, { input: { clientApplicationId: application.id } });
    const refused = await deactivate();
    expect(refused.body.data.deactivateClientApplication.userErrors).toEqual([{ code: "NOT_AN_OWNER" }]);
    expect(await records(key)).toEqual([]);
    const { me } = await bob.data("{ me { id } }");
    const shared = { clientApplicationId: application.id, developerId: me.id };
    await ada.mutate("addCoOwner", shared, "clientApplication { id }");
    const { data } = (await deactivate()).body;
    expect(data.deactivateClientApplication).toEqual({
      clientApplication: { status: "DEACTIVATED" },
      userErrors: [],
    });
  });

  it("keeps no answer of more than 64 KiB, and says so when it is asked for again", async () => {
    const key = newKey();
    const fields = Array.from({ length: 25 }, (_, at) => `d${at}: description`).join(" ");
    const large = `mutation ($input: RegisterClientApplicationInput!) { registerClientApplication(input: $input) { clientApplication { id ${fields} } userErrors { code } } }`;
    const description = "会".repeat(1000);
    const variables = { input: { ...input("Large"), description } };
    const first = await send(ada, key, large, variables);
    expect(first.body.data.registerClientApplication.userErrors).toEqual([]);
    const again = await send(ada, key, large, variables);
    expect(again.body.errors[0].message).toMatch(/was done, but its answer was too large/);
    expect(await registered("Large")).toBe(1);
    expect((await records(key))[0].response.length).toBeLessThan(1000);
  });
});
