import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createConsoleCommands } from "../../src/composition-root/console-commands.js";
import { codeOf } from "../support/authenticator-app.js";
import { Client, type Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { makePasskey } from "../support/passkey.js";
import { type Person, password, type Story, startStory } from "../support/story.js";

let story: Story;
beforeAll(async () => {
  story = await startStory({ settings: { TRUSTED_PROXIES: "127.0.0.1" } });
});
afterAll(() => story.stop());

/** The status, and the code of a refusal or the whole answer. */
async function answerOf(response: Response): Promise<[number, Json]> {
  const body: Json = await response.json();
  return [response.status, response.ok ? body : body.code];
}

const auth = async (client: Client, path: string, body: object) =>
  answerOf(await client.post(`/api/auth${path}`, body));
const whoIs = async (client: Client) => (await client.ask("{ me { email } }")).data?.me?.email ?? null;
const told = async (subject: string, { email }: Client) =>
  eventually(async () => {
    const mails = await story.services.mailbox.list(50, email);
    return mails.some((mail) => mail.subject === subject);
  });

/** As if they had signed in long ago. */
const leaveOpen = () =>
  story.services.pool.query(
    `update auth.session set "createdAt" = now() - interval '1 hour', "steppedUpAt" = null`,
  );

const newToken = async (client: Client): Promise<string> => {
  const input = { name: "script", scopes: ["READ"], expiresInDays: 1 };
  const query =
    "mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { userErrors { code } } }";
  return (await client.ask(query, { input })).errors?.[0]?.extensions.code ?? "OK";
};

/** Another browser, in which nobody has signed in. */
const browserOf = (person: Person) =>
  Object.assign(new Client(story.url, person.email), { address: person.address });

/** With an authenticator app; its URI and the recovery codes. */
async function withApp(email: string): Promise<{ person: Person; uri: string; recovery: string[] }> {
  const person = await story.signUp(email);
  const [status, { totpURI: uri, backupCodes }] = await auth(person, "/two-factor/enable", { password });
  expect(status).toBe(200);
  expect((await auth(person, "/two-factor/verify-totp", { code: codeOf(uri) }))[0]).toBe(200);
  return { person, uri, recovery: backupCodes };
}

describe("R36 an authenticator app", () => {
  it("is asked for at the next sign-in, and nothing opens without it", async () => {
    const { person, uri } = await withApp("app@factors.example");
    await told("A new authenticator app", person);
    expect(await whoIs(person)).toBe(person.email);
    const browser = browserOf(person);
    const [status, answer] = await auth(browser, "/sign-in/email", { email: person.email, password });
    expect([status, answer.twoFactorRedirect]).toEqual([200, true]);
    expect(await whoIs(browser)).toBeNull();
    expect(await auth(browser, "/two-factor/verify-totp", { code: "000000" })).toEqual([401, "INVALID_CODE"]);
    expect((await auth(browser, "/two-factor/verify-totp", { code: codeOf(uri, 1) }))[0]).toBe(200);
    expect(await whoIs(browser)).toBe(person.email);
  });

  it("gives codes that work once", async () => {
    const { person, uri } = await withApp("once@factors.example");
    const code = codeOf(uri, 1);
    const browsers = [browserOf(person), browserOf(person)];
    for (const browser of browsers) await auth(browser, "/sign-in/email", { email: person.email, password });
    const answers = await Promise.all(
      browsers.map((browser) => auth(browser, "/two-factor/verify-totp", { code })),
    );
    expect(answers.map(([status]) => status).sort()).toEqual([200, 401]);
    expect(answers.map(([, code]) => code)).toContain("CODE_USED");
  });

  it("is asked for each time: no browser is trusted from then on, whatever it asks for", async () => {
    const { person, uri } = await withApp("trust@factors.example");
    const browser = browserOf(person);
    await auth(browser, "/sign-in/email", { email: person.email, password });
    const given = { code: codeOf(uri, 1), trustDevice: true };
    const response = await browser.post("/api/auth/two-factor/verify-totp", given);
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().filter((cookie) => cookie.includes("trust"))).toEqual([]);
  });

  it("steps up in place of the password, which alone is no longer enough", async () => {
    const { person, uri } = await withApp("steps@factors.example");
    await leaveOpen();
    expect(await newToken(person)).toBe("STEP_UP_REQUIRED");
    expect(await auth(person, "/step-up", { password })).toEqual([400, "SECOND_FACTOR_REQUIRED"]);
    expect((await auth(person, "/two-factor/verify-totp", { code: codeOf(uri, 1) }))[0]).toBe(200);
    expect(await newToken(person)).toBe("OK");
  });

  it("is slowed down for whoever guesses its codes in an open session", async () => {
    const { person } = await withApp("guess@factors.example");
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++) {
      statuses.push((await auth(person, "/two-factor/verify-totp", { code: `00000${i}` }))[0]);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });

  it("is taken away with the password after a recent sign-in, and the owner is told", async () => {
    const { person } = await withApp("away@factors.example");
    await leaveOpen();
    expect(await auth(person, "/two-factor/disable", { password })).toEqual([403, "STEP_UP_REQUIRED"]);
    await story.services.pool.query(`update auth.session set "createdAt" = now()`);
    expect((await auth(person, "/two-factor/disable", { password: "wrong" }))[0]).toBe(400);
    expect((await auth(person, "/two-factor/disable", { password }))[0]).toBe(200);
    await told("Your authenticator app was removed", person);
    const browser = browserOf(person);
    await auth(browser, "/sign-in/email", { email: person.email, password });
    expect(await whoIs(browser)).toBe(person.email);
  });

  it("is none before its first code was given", async () => {
    const person = await story.signUp("half@factors.example");
    await auth(person, "/two-factor/enable", { password });
    const browser = browserOf(person);
    await auth(browser, "/sign-in/email", { email: person.email, password });
    expect(await whoIs(browser)).toBe(person.email);
  });
});

it("R36 whoever has lost every factor is let in by those who run the platform, and told", async () => {
  const { person } = await withApp("lost-all@factors.example");
  const passkey = makePasskey(story.url);
  const asked = await person.request("/api/auth/passkey/generate-register-options");
  const response = passkey.registers((await asked.json()) as Json);
  await auth(person, "/passkey/verify-registration", { response, name: "Laptop" });
  const { removeFactors } = createConsoleCommands(story.services);
  expect(await removeFactors(person.email)).toEqual({ email: person.email, outcome: "REMOVED" });
  expect(await whoIs(person)).toBeNull();
  await told("Your second factors were removed", person);
  const browser = browserOf(person);
  await auth(browser, "/sign-in/email", { email: person.email, password });
  expect(await whoIs(browser)).toBe(person.email);
  const again = passkey.signsIn(
    (await (await browser.request("/api/auth/passkey/generate-authenticate-options")).json()) as Json,
  );
  expect((await auth(browserOf(person), "/passkey/verify-authentication", { response: again }))[0]).not.toBe(
    200,
  );
  const { rows } = await story.services.pool.query(
    `select from auth."twoFactor" join auth."user" u on u.id = "userId" where u.email = $1`,
    [person.email],
  );
  expect(rows).toEqual([]);
});

describe("R36 a recovery code", () => {
  it("signs in once in place of the app, and the owner is told", async () => {
    const { person, recovery } = await withApp("lost@factors.example");
    expect(recovery).toHaveLength(10);
    const [code] = recovery;
    for (const expected of [200, 401]) {
      const browser = browserOf(person);
      await auth(browser, "/sign-in/email", { email: person.email, password });
      expect((await auth(browser, "/two-factor/verify-backup-code", { code }))[0]).toBe(expected);
    }
    await told("A recovery code was used", person);
  });

  it("is replaced by new ones, and kept in clear nowhere", async () => {
    const { person, recovery } = await withApp("anew@factors.example");
    const [, { backupCodes }] = await auth(person, "/two-factor/generate-backup-codes", { password });
    await told("New recovery codes", person);
    const { rows } = await story.services.pool.query(`select * from auth."twoFactor"`);
    for (const code of [...recovery, ...backupCodes]) expect(JSON.stringify(rows)).not.toContain(code);
    const browser = browserOf(person);
    await auth(browser, "/sign-in/email", { email: person.email, password });
    expect((await auth(browser, "/two-factor/verify-backup-code", { code: recovery[0] }))[0]).toBe(401);
    expect((await auth(browser, "/two-factor/verify-backup-code", { code: backupCodes[0] }))[0]).toBe(200);
  });
});

describe("R36 a passkey", () => {
  const options = async (client: Client, path: string): Promise<Json> =>
    (await client.request(`/api/auth/passkey/${path}`)).json();

  async function withPasskey(email: string) {
    const person = await story.signUp(email);
    const passkey = makePasskey(story.url);
    const response = passkey.registers(await options(person, "generate-register-options"));
    const [status, made] = await auth(person, "/passkey/verify-registration", { response, name: "Laptop" });
    expect(status).toBe(200);
    return { person, passkey, id: made.id as string };
  }

  it("signs in by itself, and the owner is told of it", async () => {
    const { person, passkey } = await withPasskey("key@factors.example");
    await told("A new passkey", person);
    const browser = browserOf(person);
    const response = passkey.signsIn(await options(browser, "generate-authenticate-options"));
    expect((await auth(browser, "/passkey/verify-authentication", { response }))[0]).toBe(200);
    expect(await whoIs(browser)).toBe(person.email);
    // The same answer once more is of no use.
    expect((await auth(browserOf(person), "/passkey/verify-authentication", { response }))[0]).toBe(400);
  });

  it("that was not unlocked is refused, at both ends", async () => {
    const { person, passkey } = await withPasskey("locked@factors.example");
    const browser = browserOf(person);
    const response = passkey.signsIn(await options(browser, "generate-authenticate-options"), false);
    const answer = await auth(browser, "/passkey/verify-authentication", { response });
    expect(answer).toEqual([400, "USER_NOT_VERIFIED"]);
    expect(await whoIs(browser)).toBeNull();
    const other = makePasskey(story.url).registers(await options(person, "generate-register-options"), false);
    expect((await auth(person, "/passkey/verify-registration", { response: other }))[0]).toBe(400);
  });

  it("of another site is refused", async () => {
    const person = await story.signUp("phished@factors.example");
    const response = makePasskey("http://evil.example").registers(
      await options(person, "generate-register-options"),
    );
    expect((await auth(person, "/passkey/verify-registration", { response }))[0]).not.toBe(200);
  });

  it("steps up", async () => {
    const { person, passkey } = await withPasskey("up@factors.example");
    await leaveOpen();
    expect(await newToken(person)).toBe("STEP_UP_REQUIRED");
    const response = passkey.signsIn(await options(person, "generate-authenticate-options"));
    expect((await auth(person, "/passkey/verify-authentication", { response }))[0]).toBe(200);
    expect(await newToken(person)).toBe("OK");
  });

  it("is added and removed after a recent sign-in alone, by its owner alone", async () => {
    const { person, passkey, id } = await withPasskey("mine@factors.example");
    const other = await story.signUp("other@factors.example");
    expect((await auth(other, "/passkey/delete-passkey", { id }))[0]).not.toBe(200);
    await leaveOpen();
    expect(await auth(person, "/passkey/delete-passkey", { id })).toEqual([403, "STEP_UP_REQUIRED"]);
    const asked = await person.request("/api/auth/passkey/generate-register-options");
    expect(await answerOf(asked)).toEqual([403, "STEP_UP_REQUIRED"]);
    const response = passkey.signsIn(await options(person, "generate-authenticate-options"));
    await auth(person, "/passkey/verify-authentication", { response });
    expect((await auth(person, "/passkey/delete-passkey", { id }))[0]).toBe(200);
    await told("Your passkey was removed", person);
    const again = passkey.signsIn(await options(person, "generate-authenticate-options"));
    expect(
      (await auth(browserOf(person), "/passkey/verify-authentication", { response: again }))[0],
    ).not.toBe(200);
  });
});
