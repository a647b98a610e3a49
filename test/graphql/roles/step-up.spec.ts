import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { RECENT_SECONDS, signInNeeds } from "../../../src/application/step-up.js";
import { buildPorticoSchema } from "../../../src/graphql/schema.js";
import type { Json } from "../../support/client.js";
import type { Racer } from "../../support/race-story.js";
import { password } from "../../support/story.js";
import { type Cast, type Role, type Subject, startCast } from "./cast.js";
import { applicationRows, type CommandRow } from "./commands.js";
import { companyRows } from "./company-commands.js";
import { operatorRows } from "./operator-commands.js";

const rows = [...applicationRows, ...companyRows, ...operatorRows];
const needOf = ({ mutation }: CommandRow) => signInNeeds[mutation as keyof typeof signInNeeds];
const needing = rows.filter((row) => needOf(row) !== "NOTHING");
const others = rows.filter((row) => needOf(row) === "NOTHING");
const sessions: Role[] = ["owner", "admin", "operator", "other company"];
const whoMay = ({ outcomes }: CommandRow) => sessions.find((role) => outcomes[role] === "OK");

let cast: Cast;
let subjects: Subject[];

beforeAll(async () => {
  cast = await startCast();
  subjects = await cast.subjects(rows.length);
});

afterAll(() => cast.story.stop());

/** As if everybody had signed in that long ago. */
async function signedInBefore(seconds: number): Promise<void> {
  await cast.story.services.pool.query(
    `update auth.session set "createdAt" = now() - make_interval(secs => $1), "steppedUpAt" = null`,
    [seconds],
  );
}

beforeEach(() => signedInBefore(RECENT_SECONDS + 1));

/** What the command is sent; what has to be there before is done with a new sign-in. */
async function prepared(row: CommandRow) {
  const subject = subjects[rows.indexOf(row)] as Subject;
  await signedInBefore(0);
  const made = await row.before?.(subject, cast);
  await signedInBefore(RECENT_SECONDS + 1);
  return row.input(subject, cast, made ?? {});
}

async function send(person: Racer, { mutation, selection }: CommandRow, input: object): Promise<Json> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} userErrors { code } } }`;
  return person.ask(query, { input });
}

const codeOf = ({ data, errors }: Json, { mutation }: CommandRow): string =>
  errors?.[0].extensions.code ?? data[mutation].userErrors[0]?.code ?? "OK";

it("R36 every mutation says what it needs of a sign-in, and nothing else does", async () => {
  const fields = Object.keys((await buildPorticoSchema()).getMutationType()?.getFields() ?? {});
  expect(Object.keys(signInNeeds).sort()).toEqual(fields.sort());
});

it("R36 what shows or replaces secrets, says where they may be used, hands over, deletes or is an operator's act needs a recent sign-in", () => {
  const sensitive =
    /^(reveal|rotate|delete|transfer|limit|remove(?!CoOwner))|^(createAccessToken|moveToAddress|setClientKeys)$/;
  const byName = rows.filter(({ mutation }) => sensitive.test(mutation)).map(({ mutation }) => mutation);
  const operators = operatorRows.map(({ mutation }) => mutation);
  const declared = Object.entries(signInNeeds);
  const declaredAs = (need: string) => declared.filter(([, each]) => each === need).map(([name]) => name);
  expect(declaredAs("RECENT").sort()).toEqual(byName.sort());
  expect(declaredAs("OPERATOR").sort()).toEqual(operators.sort());
});

describe("R36 a sign-in of more than 15 minutes ago", () => {
  it.each(others.map((row) => [row.mutation, row] as const))("is enough for %s", async (_, row) => {
    const person = cast.as(whoMay(row) ?? "member");
    expect(codeOf(await send(person, row, await prepared(row)), row)).not.toBe("STEP_UP_REQUIRED");
  });

  it.each(needing.map((row) => [row.mutation, row] as const))(
    "is not enough for %s, and stepping up is",
    async (_, row) => {
      const person = cast.as(whoMay(row) ?? "member");
      const input = await prepared(row);
      const refused = await send(person, row, input);
      expect(codeOf(refused, row)).toBe("STEP_UP_REQUIRED");
      expect(refused.errors[0].extensions.stepUp).toEqual({
        reason: "SIGN_IN_TOO_OLD",
        url: `${cast.story.url}/step-up`,
        endpoint: "/api/auth/step-up",
        maxAgeSeconds: RECENT_SECONDS,
      });
      expect((await person.post("/api/auth/step-up", { password })).status).toBe(200);
      const role = whoMay(row) ?? "member";
      expect(codeOf(await send(person, row, input), row)).toBe(row.outcomes[role]);
    },
  );

  it("says the same of what does not exist", async () => {
    const row = rows.find(({ mutation }) => mutation === "revealApiKey") as CommandRow;
    const unknown = { apiKeyId: "key_00000000000000000000000000" };
    const [mine, nobodys] = [await prepared(row), unknown];
    expect(await send(cast.as("owner"), row, mine)).toEqual(await send(cast.as("owner"), row, nobodys));
  });

  it("tells whoever is no operator so, and asks nothing of them", async () => {
    for (const row of operatorRows) {
      const answer = await send(cast.as("owner"), row, await prepared(row));
      expect([row.mutation, codeOf(answer, row)]).toEqual([row.mutation, "NOT_AN_OPERATOR"]);
    }
  });

  it("is nothing to an access token, which has its scopes", async () => {
    const row = rows.find(({ mutation }) => mutation === "revealApiKey") as CommandRow;
    expect(codeOf(await send(cast.as("token SECRETS"), row, await prepared(row)), row)).toBe("OK");
  });
});

it("R36 a sign-in of less than 15 minutes ago is recent", async () => {
  const row = rows.find(({ mutation }) => mutation === "revealApiKey") as CommandRow;
  const input = await prepared(row);
  await signedInBefore(RECENT_SECONDS - 60);
  expect(codeOf(await send(cast.as("owner"), row, input), row)).toBe("OK");
});

describe("R36 stepping up", () => {
  it.each([
    ["a wrong password", { password: "not the password" }, 400, "INVALID_PASSWORD"],
    ["no password", {}, 400, "VALIDATION_ERROR"],
    ["a password that is no string", { password: 1 }, 400, "VALIDATION_ERROR"],
  ])("with %s does nothing", async (_, body, status, code) => {
    const person = cast.as("owner");
    const response = await person.post("/api/auth/step-up", body);
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
    const row = rows.find(({ mutation }) => mutation === "revealApiKey") as CommandRow;
    expect(codeOf(await send(person, row, await prepared(row)), row)).toBe("STEP_UP_REQUIRED");
  });

  it("needs a session, and the page's own origin", async () => {
    expect((await cast.as("signed out").post("/api/auth/step-up", { password })).status).toBe(401);
    const { cookie, url } = cast.as("owner");
    const init = { method: "POST", headers: { cookie: cookie ?? "", origin: "https://evil.example" } };
    const body = JSON.stringify({ password });
    const headers = { ...init.headers, "content-type": "application/json" };
    expect((await fetch(`${url}/api/auth/step-up`, { ...init, headers, body })).status).toBe(403);
  });

  it("is slowed down for whoever guesses, and does not slow signing in down", async () => {
    const person = cast.as("admin");
    const statuses: number[] = [];
    for (let i = 0; i < 7; i++)
      statuses.push((await person.post("/api/auth/step-up", { password: "a guess" })).status);
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
    expect((await person.post("/api/auth/step-up", { password })).status).toBe(429);
    const { email } = await person.data("{ me { email } }").then(({ me }) => me);
    const fresh = cast.as("signed out");
    expect((await fresh.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  });
});
