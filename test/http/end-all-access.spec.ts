import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { Client } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

const newPassword = "quite another passphrase";

let story: Story;
beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(() => story.stop());

const whoIs = async (client: Client) => (await client.ask("{ me { email } }")).data?.me ?? null;
const subjects = async (email: string) =>
  (await story.services.mailbox.list(50, email)).map(({ subject }) => subject);

/** Another browser of the same person. */
async function signedInAgain(person: Person, chosen = password): Promise<Client> {
  const browser = Object.assign(new Client(story.url, person.email), { address: person.address });
  const { status } = await browser.post("/api/auth/sign-in/email", { email: person.email, password: chosen });
  expect(status).toBe(200);
  return browser;
}

async function withToken(person: Person): Promise<Client> {
  const input = { name: "script", scopes: ["READ"], expiresInDays: 1 };
  const { value } = await person.mutate("createAccessToken", input, "value");
  return Object.assign(new Client(story.url), { token: value });
}

/** The tokens of the mails with a link for a new password so far, the newest first. */
const resetTokens = async (email: string) =>
  (await story.services.mailbox.list(50, email)).flatMap(
    ({ text }) => /reset-password\?token=(\S+)/.exec(text)?.[1] ?? [],
  );

async function requestedReset(person: Person): Promise<string> {
  const before = (await resetTokens(person.email)).length;
  await person.post("/api/auth/request-password-reset", { email: person.email });
  return eventually(async () => {
    const tokens = await resetTokens(person.email);
    return tokens.length > before && tokens[0];
  });
}

const reset = (token: string) =>
  new Client(story.url).post("/api/auth/reset-password", { token, newPassword });

/** Of an open connection: how it is closed, once it is. */
async function connected({
  cookie,
  token,
  url,
}: Client): Promise<Promise<{ code: number; reason: string }>[]> {
  const shown = token ? { authorization: `Bearer ${token}` } : { cookie };
  const headers = { ...shown, origin: url };
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: String(reason) }));
  });
  socket.once("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
  const first = await new Promise((resolve) => socket.once("message", (data) => resolve(String(data))));
  expect(JSON.parse(String(first))).toMatchObject({ type: "connection_ack" });
  return [closed];
}

const accessEnded = { code: 4403, reason: expect.stringContaining("UNAUTHENTICATED") };

it("R36 open connections are closed by a reset, a changed password, a sign-out, a removal and a deletion", async () => {
  const ann = await story.readyDeveloper("ann@sockets.example");
  const people = await Promise.all(
    ["reset", "changed", "out", "removed", "deleted"].map((name) =>
      story.readyDeveloper(`${name}@sockets.example`),
    ),
  );
  const [forgetful, changing, leaving, removed, deleted] = people as [Person, Person, Person, Person, Person];
  const [staying] = await connected(ann);
  const closed = (await Promise.all(people.map(connected))).flat();

  await reset(await requestedReset(forgetful));
  await changing.post("/api/auth/change-password", { currentPassword: password, newPassword });
  await leaving.post("/api/auth/sign-out", {});
  const { me } = await removed.data("{ me { id } }");
  await ann.mutate("removeMember", { developerId: me.id }, "partner { id }");
  await deleted.mutate("deleteMyAccount", { confirmEmail: deleted.email }, "deletedDeveloperId");

  expect(await Promise.all(closed)).toEqual(Array(5).fill(accessEnded));
  expect(await Promise.race([staying, Promise.resolve("open")])).toBe("open");
  await ann.post("/api/auth/sign-out", {});
  expect(await staying).toEqual(accessEnded);
});

it("an access token that is revoked closes the connections that it has opened", async () => {
  const gil = await story.readyDeveloper("gil@sockets.example");
  const [closed] = await connected(await withToken(gil));
  const { me } = await gil.data("{ me { accessTokens { edges { node { id } } } } }");
  const [{ node }] = me.accessTokens.edges;
  await gil.mutate("revokeAccessToken", { accessTokenId: node.id }, "accessToken { revokedAt }");
  expect(await closed).toEqual(accessEnded);
});

it("R36 a reset by mail ends every session, access token and older link, and is told by mail", async () => {
  const ada = await story.readyDeveloper("ada@ends.example");
  const [browser, script] = [await signedInAgain(ada), await withToken(ada)];
  const [older, newer] = [await requestedReset(ada), await requestedReset(ada)];
  expect([await whoIs(browser), await whoIs(script)]).toEqual([{ email: ada.email }, { email: ada.email }]);

  expect((await reset(newer)).status).toBe(200);

  expect(await Promise.all([ada, browser, script].map(whoIs))).toEqual([null, null, null]);
  expect([(await reset(older)).status, (await reset(newer)).status]).toEqual([400, 400]);
  await eventually(async () => (await subjects(ada.email)).includes("Your password was changed"));
  const signedIn = await signedInAgain(ada, newPassword);
  const { me } = await signedIn.data("{ me { accessTokens { edges { node { revokedAt } } } activity: id } }");
  expect(me.accessTokens.edges.every(({ node }: { node: { revokedAt: string } }) => node.revokedAt)).toBe(
    true,
  );
});

it("R36 a new password and the end of all else are one transaction: where one fails, neither happens", async () => {
  const fay = await story.readyDeveloper("fay@ends.example");
  const [script, link] = [await withToken(fay), await requestedReset(fay)];
  const { pool } = story.services;
  await pool.query(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
  );
  await pool.query("create trigger refuse before update on access_token execute function refuse()");
  expect((await reset(link)).status).toBe(500);
  const change = { currentPassword: password, newPassword };
  expect((await fay.post("/api/auth/change-password", change)).status).toBe(500);
  expect(await Promise.all([fay, script].map(whoIs))).toEqual(Array(2).fill({ email: fay.email }));
  await signedInAgain(fay);
  await pool.query("drop function refuse cascade");
  expect((await reset(link)).status).toBe(200);
  expect(await Promise.all([fay, script].map(whoIs))).toEqual([null, null]);
  await signedInAgain(fay, newPassword);
});

it("R36 six uses of one link for a new password at the same moment: one counts", async () => {
  const gus = await story.readyDeveloper("gus@ends.example");
  const link = await requestedReset(gus);
  const answers = await Promise.all(Array.from({ length: 6 }, () => reset(link)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400, 400]);
});

it("R36 guessing the password where it is changed is slowed down as where one steps up", async () => {
  const hal = await story.signUp("hal@ends.example");
  const change = { currentPassword: "not the password", newPassword };
  const statuses: number[] = [];
  for (let count = 0; count < 6; count += 1)
    statuses.push((await hal.post("/api/auth/change-password", change)).status);
  expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
  expect((await hal.post("/api/auth/step-up", { password })).status).toBe(429);
});

it("R36 a changed password ends all else, whatever the request says, and goes on with a new session", async () => {
  const bob = await story.readyDeveloper("bob@ends.example");
  const [browser, script, link] = [await signedInAgain(bob), await withToken(bob), await requestedReset(bob)];
  const before = Object.assign(new Client(story.url), { cookie: bob.cookie });

  const change = { currentPassword: password, newPassword, revokeOtherSessions: false };
  expect((await bob.post("/api/auth/change-password", change)).status).toBe(200);

  expect(await whoIs(bob)).toEqual({ email: bob.email });
  expect(await Promise.all([before, browser, script].map(whoIs))).toEqual([null, null, null]);
  expect((await reset(link)).status).toBe(400);
  await eventually(async () => (await subjects(bob.email)).includes("Your password was changed"));
});

it("a refused change of the password ends nothing, and tells nothing", async () => {
  const cyd = await story.readyDeveloper("cyd@ends.example");
  const [browser, script] = [await signedInAgain(cyd), await withToken(cyd)];
  const change = { currentPassword: "not the password", newPassword };
  expect((await cyd.post("/api/auth/change-password", change)).status).toBe(400);
  expect(await Promise.all([cyd, browser, script].map(whoIs))).toEqual(Array(3).fill({ email: cyd.email }));
  await eventually(async () => (await subjects(cyd.email)).includes("A new access token"));
  expect(await subjects(cyd.email)).not.toContain("Your password was changed");
});

it("R9 a removal ends sessions, access tokens and links", async () => {
  const ann = await story.readyDeveloper("ann@removes.example");
  const dan = await story.readyDeveloper("dan@removes.example");
  const [browser, script, link] = [await signedInAgain(dan), await withToken(dan), await requestedReset(dan)];
  const { me } = await dan.data("{ me { id } }");
  await ann.mutate("removeMember", { developerId: me.id }, "partner { id }");
  expect(await Promise.all([dan, browser, script].map(whoIs))).toEqual([null, null, null]);
  expect((await reset(link)).status).toBe(400);
});

it("R36 a sign-in from another network address is told by mail, once, and the first of all is not", async () => {
  const eve = await story.signUp("eve@ends.example");
  const notices = async () =>
    (await story.services.mailbox.list(50, eve.email)).filter(({ subject }) => subject.includes("new place"));
  await signedInAgain(eve);
  const elsewhere = Object.assign(new Client(story.url), { address: "203.0.113.9" });
  for (let time = 0; time < 2; time += 1) {
    await elsewhere.post("/api/auth/sign-in/email", { email: eve.email, password });
  }
  const [told] = await eventually(async () => ((await notices()).length > 0 ? notices() : null));
  expect(told?.text).toContain("203.0.113.9");
  const { rows } = await story.services.pool.query("select from graphile_worker.jobs where run_at <= now()");
  expect(rows).toEqual([]);
  expect(await notices()).toHaveLength(1);
  const kept = await story.services.pool.query("select place from sign_in_place");
  expect(JSON.stringify(kept.rows)).not.toContain("203.0.113.9");
});
