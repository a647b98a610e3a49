import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

let story: Story;
let ada: Person;
beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@moving.example");
});
afterAll(() => story.stop());

const ask = (who: Client, email: string) => who.tryTo("moveToAddress", { email }, "sentTo");
const confirm = (who: Client, token: string) => who.post("/api/auth/move-address", { token });
const subjectsTo = async (email: string) =>
  (await story.services.mailbox.list(20, email)).map(({ subject }) => subject);
const emailOf = async (who: Client) => (await who.ask("{ me { email } }")).data?.me?.email ?? null;
const signIn = (email: string) => new Client(story.url).post("/api/auth/sign-in/email", { email, password });

/** The token of the newest link that went there. */
const tokenTo = (email: string) =>
  eventually(async () => {
    const mails = await story.services.mailbox.list(5, email);
    return mails.flatMap(({ text }) => /move-address\?token=(\S+)/.exec(text)?.[1] ?? [])[0];
  });

async function signedInAgain(person: Person): Promise<Client> {
  const browser = new Client(story.url);
  await browser.post("/api/auth/sign-in/email", { email: person.email, password });
  return browser;
}

it("R2 a developer moves to another address of their company, proven by mail (R1, R36)", async () => {
  const bob = await story.readyDeveloper("bob@moving.example");
  const browser = await signedInAgain(bob);
  const made = await bob.mutate(
    "createAccessToken",
    { name: "CI", scopes: ["READ"], expiresInDays: 1 },
    "value",
  );
  const script = Object.assign(new Client(story.url), { token: made.value });
  const before = (await bob.data("{ me { id role partner { id } } }")).me;

  expect(await ask(bob, "Robert@Moving.example")).toEqual({
    sentTo: "robert@moving.example",
    userErrors: [],
  });
  const token = await tokenTo("robert@moving.example");
  expect((await bob.request(`/move-address?token=${token}`)).status).toBe(200);
  expect((await bob.request(`/api/auth/move-address?token=${token}`)).status).toBe(405);
  expect(await emailOf(bob)).toBe("bob@moving.example");
  const { addressMoves } = (await bob.data("{ exportMyData }")).exportMyData;
  expect(addressMoves).toEqual([{ email: "robert@moving.example", expiresAt: expect.any(String) }]);
  const { rows } = await story.services.pool.query("select identifier, value from auth.verification");
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(token);

  expect((await confirm(bob, token)).status).toBe(200);
  expect((await bob.data("{ me { id role partner { id } } }")).me).toEqual(before);
  expect(await Promise.all([bob, browser, script].map(emailOf))).toEqual([
    "robert@moving.example",
    null,
    null,
  ]);
  expect((await signIn("bob@moving.example")).status).toBe(401);
  expect((await signIn("robert@moving.example")).status).toBe(200);
  await eventually(async () =>
    (await subjectsTo("bob@moving.example")).includes("Your account has moved to another address"),
  );
  await eventually(async () =>
    (await subjectsTo("robert@moving.example")).includes("Your account has moved to this address"),
  );
  const { exportMyData: data } = await bob.data("{ exportMyData }");
  expect(data.addressMoves).toEqual([]);
  expect(data.developer.email).toBe("robert@moving.example");
  expect(data.activity.map(({ action }: Json) => action)).toContain("ADDRESS_MOVED");
  expect((await confirm(bob, token)).status).toBe(400);
});

it("R1 a link is good for the session of the account that asked alone, once, for 24 hours", async () => {
  const cyd = await story.signUp("cyd@moving.example");
  await ask(cyd, "cydney@moving.example");
  const token = await tokenTo("cydney@moving.example");
  const refusal = async (who: Client, sent: unknown = token) => {
    const response = await who.post("/api/auth/move-address", { token: sent });
    return [response.status, ((await response.json()) as Json).code];
  };
  expect((await confirm(new Client(story.url), token)).status).toBe(401);
  expect(await refusal(ada)).toEqual([400, "INVALID_TOKEN"]);
  expect(await refusal(cyd, `${token}x`)).toEqual([400, "INVALID_TOKEN"]);
  expect(await refusal(cyd, { token })).toEqual([400, "VALIDATION_ERROR"]);
  const headers = { cookie: cyd.cookie ?? "", origin: "https://evil.example" };
  const body = JSON.stringify({ token });
  const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body };
  expect((await fetch(`${story.url}/api/auth/move-address`, init)).status).toBe(403);
  const shift = (hours: number) =>
    story.services.pool.query(
      `update auth.verification set "expiresAt" = "expiresAt" + make_interval(hours => $1)`,
      [hours],
    );
  await shift(-24);
  expect(await refusal(cyd)).toEqual([400, "INVALID_TOKEN"]);
  expect(await emailOf(cyd)).toBe("cyd@moving.example");
  await shift(24);
  const six = await Promise.all(Array.from({ length: 6 }, () => confirm(cyd, token)));
  expect(six.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
});

it("R2 a mailbox that is somebody's gets no link, and whoever asks is told nothing of it", async () => {
  const dan = await story.signUp("dan@moving.example");
  const asked = await Promise.all([ask(dan, "ada+new@moving.example"), ask(dan, "nobody@moving.example")]);
  expect(asked.map(({ userErrors }) => userErrors)).toEqual([[], []]);
  await eventually(async () =>
    (await subjectsTo("ada+new@moving.example")).includes("You already have an account"),
  );
  expect(await subjectsTo("ada+new@moving.example")).not.toContain("Confirm your new address");
});

it("R2 nobody moves to an address that somebody has signed up with meanwhile", async () => {
  const eve = await story.signUp("eve@moving.example");
  await ask(eve, "eva@moving.example");
  const token = await tokenTo("eva@moving.example");
  const eva = await story.signUp("eva@moving.example");
  expect((await confirm(eve, token)).status).toBe(400);
  expect([await emailOf(eve), await emailOf(eva)]).toEqual(["eve@moving.example", "eva@moving.example"]);
});

it("R9 an account that is deleted takes its links along, with the addresses in them", async () => {
  const gus = await story.signUp("gus@moving.example");
  await ask(gus, "august@moving.example");
  await tokenTo("august@moving.example");
  await gus.mutate("deleteMyAccount", { confirmEmail: "gus@moving.example" }, "deletedDeveloperId");
  const { rows } = await story.services.pool.query(
    "select from auth.verification where value like '%august%'",
  );
  expect(rows).toEqual([]);
});

it("R9 an account that is deleted leaves nothing under its earlier addresses, and others what is theirs", async () => {
  const hal = await story.signUp("hal@moving.example");
  for (const to of ["harold@moving.example", "harry@moving.example"]) {
    await ask(hal, to);
    expect((await confirm(hal, await tokenTo(to))).status).toBe(200);
    await eventually(async () => (await subjectsTo(to)).includes("Your account has moved to this address"));
  }
  const { earlierAddresses } = (await hal.data("{ exportMyData }")).exportMyData;
  expect(earlierAddresses.map(({ email }: Json) => email)).toEqual([
    "hal@moving.example",
    "harold@moving.example",
  ]);
  // The mailbox has another owner by now.
  await story.signUp("harold@moving.example");
  const theirs = await subjectsTo("harold@moving.example");
  await hal.mutate("deleteMyAccount", { confirmEmail: "harry@moving.example" }, "deletedDeveloperId");
  const left = await dumpDatabase(story.services.pool, ["graphile_worker"]);
  expect(left.match(/.{0,80}(hal@|harry@).{0,80}/g)).toBeNull();
  expect(await subjectsTo("harold@moving.example")).toEqual(theirs);
});

it("R36 a new password ends the links that are under way", async () => {
  const fay = await story.signUp("fay@moving.example");
  await ask(fay, "faye@moving.example");
  const token = await tokenTo("faye@moving.example");
  const chosen = { currentPassword: password, newPassword: "quite another passphrase" };
  expect((await fay.post("/api/auth/change-password", chosen)).status).toBe(200);
  expect((await confirm(fay, token)).status).toBe(400);
});

it("R2 an address that somebody signs up at in the very moment is theirs, and the link no longer works", async () => {
  const wim = await story.readyDeveloper("wim@moving.example");
  await ask(wim, "willem@moving.example");
  const token = await tokenTo("willem@moving.example");
  const { pool } = story.services;
  const signUp = await pool.connect();
  try {
    await signUp.query("begin");
    await signUp.query(
      `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
       values ('willem', 'willem', 'willem@moving.example', true, now(), now())`,
    );
    const answer = confirm(wim, token);
    await eventually(async () => {
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rows.length > 0;
    });
    await signUp.query("commit");
    expect((await answer).status).toBe(400);
    expect(await (await answer).json()).toMatchObject({ code: "INVALID_TOKEN" });
    expect(await emailOf(wim)).toBe("wim@moving.example");
  } finally {
    signUp.release();
  }
});
