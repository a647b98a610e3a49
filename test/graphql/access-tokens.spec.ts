import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Client, type Json } from "../support/client.js";
import { dumpDatabase } from "../support/dump.js";
import { eventually } from "../support/eventually.js";
import { type Person, type Story, startStory } from "../support/story.js";
import { subscribe } from "../support/subscribe.js";

let story: Story;
let ada: Person;

beforeAll(async () => {
  story = await startStory();
  ada = await story.readyDeveloper("ada@tokens.example");
});

afterAll(() => story.stop());

const selection = "value accessToken { id name scopes preview expiresAt }";
const create = (scopes: string[], name = "script"): Promise<Json> =>
  ada.mutate("createAccessToken", { name, scopes, expiresInDays: 1 }, selection);

function bearer(token: string): Client {
  return Object.assign(new Client(story.url), { token });
}

const whoAmI = async (token: string) => (await bearer(token).ask("{ me { email } }")).data?.me ?? null;

/** Every way to ask with a token that does not work is told so, also for what anybody may read. */
async function expectRefused(token: string): Promise<void> {
  for (const query of ["{ me { email } }", "{ __typename }", "{ currentTerms { version } }"]) {
    const response = await bearer(token).raw(query);
    const challenge = response.headers.get("www-authenticate");
    expect([response.status, challenge]).toEqual([401, 'Bearer error="invalid_token"']);
    const { data, errors } = (await response.json()) as Json;
    expect([data, errors.length, errors[0].extensions]).toEqual([undefined, 1, { code: "UNAUTHENTICATED" }]);
  }
  const query = `subscription { clientApplicationChanged(clientApplicationId: "app_1") { id } }`;
  expect(await subscribe(bearer(token), query).ended).toMatchObject({
    code: 4401,
    reason: { code: "UNAUTHENTICATED" },
  });
}

it("R34 is shown once, and is kept as a hash alone", async () => {
  const { value, accessToken } = await create(["READ"]);
  expect(value).toMatch(/^ptc_pat_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  expect(accessToken.preview).toBe(`${value.slice(0, 12)}…${value.slice(-4)}`);
  const { me } = await ada.data("{ me { accessTokens { totalCount edges { node { id name preview } } } } }");
  expect(me.accessTokens.totalCount).toBe(1);
  expect(JSON.stringify(me)).not.toContain(value);
  expect(JSON.stringify(await dumpDatabase(story.services.pool))).not.toContain(value);
});

it("acts as its developer until it is revoked, at once", async () => {
  const { value, accessToken } = await create(["READ"]);
  expect(await whoAmI(value)).toEqual({ email: ada.email });
  await ada.mutate("revokeAccessToken", { accessTokenId: accessToken.id }, "accessToken { revokedAt }");
  await expectRefused(value);
});

it("ends by itself", async () => {
  const { value, accessToken } = await create(["READ"]);
  const sql = "update access_token set expires_at = now() where id = $1";
  await story.services.pool.query(sql, [accessToken.id]);
  await expectRefused(value);
});

it.each(["ptc_pat_x", "ptc_pat_", "ptc_pat_0000000000000000000000000000000000000000000_000000", "other"])(
  "that nobody has made is refused, and not taken for nobody: %s",
  async (token) => expectRefused(token),
);

it("names the scope that is missing, for programs as RFC 6750 says", async () => {
  const { value } = await create(["WRITE"]);
  const response = await bearer(value).raw(
    `mutation { revealApiKey(input: { apiKeyId: "key_00000000000000000000000000" }) { value } }`,
  );
  const challenge = 'Bearer error="insufficient_scope", scope="SECRETS"';
  expect([response.status, response.headers.get("www-authenticate")]).toEqual([403, challenge]);
  const { errors } = (await response.json()) as Json;
  expect(errors[0]).toMatchObject({
    message: "Your access token lacks the scope SECRETS.",
    extensions: { code: "FORBIDDEN" },
  });
});

it("tells when it was last used, without a statement for each use", async () => {
  const { value, accessToken } = await create(["READ"]);
  for (let use = 0; use < 3; use += 1) await whoAmI(value);
  await story.services.tokenUse.flush();
  const query = "query ($id: ID!) { node(id: $id) { ... on AccessToken { lastUsedAt } } }";
  const { node } = await ada.data(query, { id: accessToken.id });
  expect(Date.now() - Date.parse(node.lastUsedAt)).toBeLessThan(60_000);
});

it("R34 a repeated request makes no second one, and does not show the first again", async () => {
  const query = `mutation { createAccessToken(input: { name: "once", scopes: [READ], expiresInDays: 1 }) { shown: value accessToken { id } userErrors { code } } }`;
  const header = { "idempotency-key": "one" };
  const first = await ada.ask(query, {}, header);
  const second = await eventually(async () => ada.ask(query, {}, header));
  expect(first.data.createAccessToken.shown).toMatch(/^ptc_pat_/);
  expect(second.data.createAccessToken).toEqual({ ...first.data.createAccessToken, shown: null });
});

it("dies with the membership (R9)", async () => {
  const { value } = await create(["READ"]);
  await story.services.pool.query("delete from member");
  await expectRefused(value);
  const payload = await ada.tryTo(
    "createAccessToken",
    { name: "late", scopes: ["READ"], expiresInDays: 1 },
    "value",
  );
  expect(payload).toMatchObject({ value: null, userErrors: [{ code: "NOT_A_MEMBER" }] });
});
