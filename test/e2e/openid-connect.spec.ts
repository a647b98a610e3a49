import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { generateKeyPair, SignJWT } from "jose";
import WebSocket from "ws";
import { Client, type Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { type OpenIdProvider, startOpenIdProvider } from "../support/openid-provider.js";
import { byId } from "../support/references.js";
import { type Person, password, type Story, startStory } from "../support/story.js";
import { whyClosed } from "../support/subscribe.js";

const AUDIENCE = "https://portico.example/graphql";
const me = "{ me { id email role partner { id domains members { totalCount } } } }";
const anApplication = `{ clientApplication(id: "app_01h455vb4pex5vsknk084sn02q") { id } }`;
const keys = await generateKeyPair("RS256", { extractable: true });

interface Claims {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean | string;
}

let provider: OpenIdProvider;
let issuer: string;
let story: Story;

beforeAll(async () => {
  provider = await startOpenIdProvider(keys.privateKey);
  issuer = provider.issuer;
  story = await startStory({ settings: { OIDC_ISSUER: issuer, OIDC_AUDIENCE: AUDIENCE } });
});

afterAll(async () => {
  await story.stop();
  await provider.close();
});

describe("a developer with a token of the configured OpenID provider", () => {
  it("comes into being and founds the partner as its ADMIN (R1 R3)", async () => {
    const { data, errors } = await asks(me, await issued(person("ann@oidc.example")));
    expect(errors).toBeUndefined();
    expect(data?.me).toMatchObject({
      email: "ann@oidc.example",
      role: "ADMIN",
      partner: { domains: ["oidc.example"], members: { totalCount: 1 } },
    });
  });

  it("joins the partner of their domain as MEMBER, the domain in any case (R2 R3)", async () => {
    const ann = await asks(me, await issued(person("ann@oidc.example")));
    const ben = await asks(me, await issued(person("Ben@OIDC.example")));
    expect(ben.data?.me).toMatchObject({ email: "ben@oidc.example", role: "MEMBER" });
    expect(ben.data?.me.partner).toMatchObject({ id: ann.data?.me.partner.id, members: { totalCount: 2 } });
    const sub = await asks(me, await issued(person("cat@sub.oidc.example")));
    expect(sub.data?.me).toMatchObject({ role: "ADMIN", partner: { domains: ["sub.oidc.example"] } });
  });

  it("is the same one with every later token", async () => {
    const answers = [];
    for (let count = 0; count < 3; count += 1)
      answers.push(await asks("{ me { id } }", await issued(person("ann@oidc.example"))));
    expect(new Set(answers.map(({ data }) => data?.me.id)).size).toBe(1);
  });

  it("R5 shares one partner with a colleague who arrives at the same moment", async () => {
    const tokens = [await issued(person("dan@pair.example")), await issued(person("eve@pair.example"))];
    const answers = await Promise.all(tokens.map((token) => asks(me, token)));
    expect(new Set(answers.map(({ data }) => data?.me.partner.id)).size).toBe(1);
    expect(answers.map(({ data }) => data?.me.role).sort()).toEqual(["ADMIN", "MEMBER"]);
  });

  it("is the same one who signed up here with that address, whichever came first", async () => {
    const token = await issued(person("fay@both.example"));
    const byToken = (await asks(me, token)).data?.me;
    const byCookie = (await (await story.signUp("fay@both.example")).data(me)).me;
    expect(byCookie).toEqual(byToken);

    const signedUpFirst = (await (await story.signUp("gus@both.example")).data(me)).me;
    const tokenLater = (await asks(me, await issued(person("gus@both.example")))).data?.me;
    expect(tokenLater).toEqual(signedUpFirst);
    expect(tokenLater.partner.members.totalCount).toBe(2);
  });

  it("changes things as anyone who is signed in", async () => {
    const headers = { authorization: `Bearer ${await issued(person("ann@oidc.example"))}` };
    const mutation = `mutation { updateProfile(input: { givenName: "Ann", familyName: "Lee", jobTitle: "Engineer" }) { developer { profile { givenName } } userErrors { code } } }`;
    const { data, errors } = await new Client(story.url).ask(mutation, {}, headers);
    expect(errors).toBeUndefined();
    expect(data?.updateProfile).toEqual({ developer: { profile: { givenName: "Ann" } }, userErrors: [] });
  });
});

describe("a token is refused, and its sender not taken for nobody,", () => {
  it.each<[string, () => Promise<string>]>([
    ["of an unverified address (R1)", () => issued({ ...person("hal@new.example"), email_verified: false })],
    [
      "that says “true” in words (R1)",
      () => issued({ ...person("hal@new.example"), email_verified: "true" }),
    ],
    ["without an address", () => issued({ sub: "hal" })],
    ["for another audience", () => issued(person("hal@new.example"), "https://other.example")],
    ["that has expired", () => signed({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ["that was changed", async () => tampered(await issued(person("hal@new.example")))],
    ["of another issuer", () => signed({ iss: "https://evil.example" })],
    ["that is no JWT", async () => "ptc_pat_unknown"],
  ])("when it is one %s", async (_what, make) => {
    const token = await make();
    for (const query of ["{ me { id } }", "{ currentTerms { version } }", anApplication]) {
      const headers = { authorization: `Bearer ${token}` };
      const response = await new Client(story.url).raw(query, {}, headers);
      const challenge = response.headers.get("www-authenticate");
      expect([response.status, challenge]).toEqual([401, 'Bearer error="invalid_token"']);
      const { data, errors } = (await response.json()) as Json;
      expect([data, errors]).toMatchObject([undefined, [{ extensions: { code: "UNAUTHENTICATED" } }]]);
    }
  });

  it("also beside a good session cookie", async () => {
    const ida = await story.signUp("ida@cookie.example");
    const headers = { authorization: `Bearer ${await signed({ exp: 1 })}` };
    expect((await ida.raw("{ me { id } }", {}, headers)).status).toBe(401);
  });

  it("and leaves no developer and no partner behind", async () => {
    const { rows } = await story.services.pool.query(
      "select email from developer where email like '%@new.example'",
    );
    expect(rows).toEqual([]);
  });
});

it("R4 a token of a public mail provider's address is refused with the reason, and nobody comes into being", async () => {
  const headers = { authorization: `Bearer ${await issued(person("jo@gmail.com"))}` };
  const response = await new Client(story.url).raw("{ me { id } }", {}, headers);
  const { errors } = (await response.json()) as Json;
  expect(errors).toEqual([
    {
      message:
        "gmail.com is open to anybody, so it is no company's; please use your company's e-mail address.",
      extensions: { code: "FORBIDDEN" },
    },
  ]);
  expect(response.status).toBe(403);
  const { rows } = await story.services.pool.query("select from developer where email = 'jo@gmail.com'");
  expect(rows).toEqual([]);
});

describe("R2 R4 no company is founded", () => {
  it.each([
    ["by an address at a public suffix", "a@co.uk", "FORBIDDEN"],
    ["by an address at a platform that anybody gets a name at", "a@herokuapp.com", "FORBIDDEN"],
    ["by a network address", "a@127.1", "UNAUTHENTICATED"],
    ["by an address of two domains", "x@evil.example@acme.example", "UNAUTHENTICATED"],
    ["by markup", "<script>@acme.example", "UNAUTHENTICATED"],
  ])("%s", async (_what, email, code) => {
    const { data, errors } = await asks("{ me { id } }", await issued(person(email)));
    expect(data?.me ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code ?? null).toBe(code);
    const { rows } = await story.services.pool.query(
      "select domain from partner_domain where domain = any ($1)",
      [["co.uk", "herokuapp.com", "127.1", "127.0.0.1", "acme.example"]],
    );
    expect(rows).toEqual([]);
  });
});

it("R2 an address at a domain in Unicode form signs up, and is the same one as in ASCII form", async () => {
  const nora = await story.signUp("nora@bücher.example");
  const bySession = (await nora.data(me)).me;
  expect(bySession).toMatchObject({
    email: "nora@xn--bcher-kva.example",
    role: "ADMIN",
    partner: { domains: ["xn--bcher-kva.example"] },
  });
  for (const email of ["nora@bücher.example", "Nora+work@XN--BCHER-KVA.example"])
    expect((await asks(me, await issued(person(email)))).data?.me).toEqual(bySession);
});

describe("R2 a developer whose provider says another address", () => {
  const at = "{ me { id email role partner { id domains members { totalCount } } } }";
  const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow;
  const says = async (sub: string, email: string, iat: number) =>
    (await asks(at, await signed({ sub, email, iat }))).data?.me;

  it("has it from then on at the same company, whichever token comes next", async () => {
    await says("oli", "oli@moving.example", seconds(-60));
    const pat = await says("pat", "pat@moving.example", seconds(-60));
    const moved = await says("pat", "patricia@moving.example", seconds(-30));
    expect(moved).toEqual({ ...pat, email: "patricia@moving.example" });
    expect(await says("pat", "pat@moving.example", seconds(-45))).toEqual(moved);
    expect(await says("pat", "pat@moving.example", seconds(-20))).toEqual(pat);
  });

  it("leaves the old company for another one, with its applications handed over (R8 R9)", async () => {
    const quinn = await story.readyDeveloper("quinn@leaving.example");
    const rob = await story.signUp("rob@leaving.example");
    await says("quinn", "quinn@leaving.example", seconds(-60));
    const { catalogue } = story;
    const application = await quinn.registers({
      name: "Ledger",
      description: "Shows balances.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts),
      environments: byId(catalogue.development),
    });
    const moved = await says("quinn", "quinn@arriving.example", seconds(-30));
    expect(moved).toMatchObject({ role: "ADMIN", partner: { domains: ["arriving.example"] } });

    // The password of the old address no longer signs anybody in.
    expect(await quinn.data("{ me { id } }")).toEqual({ me: null });
    const signIn = await quinn.post("/api/auth/sign-in/email", { email: "quinn@leaving.example", password });
    expect(signIn.status).toBe(401);

    const left = await rob.data(
      "{ me { id role partner { members { totalCount } applications { edges { node { id owner { id } } } } } } }",
    );
    expect(left.me).toEqual({
      id: left.me.id,
      role: "ADMIN",
      partner: {
        members: { totalCount: 1 },
        applications: { edges: [{ node: { id: application.id, owner: { id: left.me.id } } }] },
      },
    });
    for (const [email, subject] of [
      ["rob@leaving.example", "Ada Byron has left Acme Ltd"],
      ["quinn@arriving.example", "You have left Acme Ltd"],
    ] as const) {
      await eventually(async () =>
        (await story.services.mailbox.list(20, email)).find((mail) => mail.subject === subject),
      );
    }
  });

  it("takes the old company along where they were alone in it, once", async () => {
    const token = await signed({ sub: "sue", email: "sue@alone.example", iat: seconds(-60) });
    await asks(at, token);
    const next = await signed({ sub: "sue", email: "sue@crowd.example", iat: seconds(-30) });
    const answers = await Promise.all([1, 2, 3, 4].map(() => asks(at, next)));
    for (const { data } of answers)
      expect(data?.me).toMatchObject({
        email: "sue@crowd.example",
        role: "ADMIN",
        partner: { members: { totalCount: 1 } },
      });
    const { rows } = await story.services.pool.query(
      "select domain from partner_domain where domain in ('alone.example', 'crowd.example')",
    );
    expect(rows).toEqual([{ domain: "crowd.example" }]);
  });

  it("from company to company keeps one place, as a member or as one who waits (R38)", async () => {
    const tia = await story.readyDeveloper("tia@waits.example");
    await tia.mutate("chooseJoiningPolicy", { policy: "CONSENT" }, "partner { id }");
    const una = await story.readyDeveloper("una@waits-too.example");
    await una.mutate("chooseJoiningPolicy", { policy: "CONSENT" }, "partner { id }");
    const waiting = async (who: Person) =>
      (await who.data("{ me { partner { joinRequests { edges { node { developer { email } } } } } } }")).me
        .partner.joinRequests.edges;
    await says("vic", "vic@waits.example", seconds(-60));
    expect(await waiting(tia)).toHaveLength(1);
    await says("vic", "vic@waits-too.example", seconds(-50));
    expect([await waiting(tia), await waiting(una)]).toEqual([
      [],
      [{ node: { developer: { email: "vic@waits-too.example" } } }],
    ]);
    const member = await says("vic", "vic@moving.example", seconds(-40));
    expect(member).toMatchObject({ role: "MEMBER", partner: { domains: ["moving.example"] } });
    expect(await waiting(una)).toEqual([]);
  });
});

it("a deleted account does not rise by a token from before, and its owner signs up anew by a later one", async () => {
  const wes = person("wes@deleted.example");
  const token = await issued(wes);
  const id = (await asks("{ me { id } }", token)).data?.me.id;
  const headers = { authorization: `Bearer ${token}` };
  const erase = `mutation { deleteMyAccount(input: { confirmEmail: "wes@deleted.example" }) { deletedDeveloperId } }`;
  expect((await new Client(story.url).ask(erase, {}, headers)).data?.deleteMyAccount).toEqual({
    deletedDeveloperId: id,
  });
  const { pool } = story.services;
  for (const again of [token, await issued({ ...wes, sub: "another" })])
    expect((await asks("{ me { id } }", again)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  expect((await pool.query("select from developer where email = 'wes@deleted.example'")).rows).toEqual([]);
  expect((await pool.query("select hash from erased_identity where hash like '%wes%'")).rows).toEqual([]);

  await pool.query("update erased_identity set erased_at = erased_at - interval '1 minute'");
  const anew = (await asks("{ me { id } }", await issued(wes))).data?.me.id;
  expect(anew).toMatch(/^dev_/);
  expect(anew).not.toBe(id);
});

describe("the connection parameters of a subscription", () => {
  let applicationId: string;
  const query =
    "subscription ($id: ID!) { clientApplicationChanged(clientApplicationId: $id) { clientApplication { id grants { apiKeys { status } } } } }";

  beforeAll(async () => {
    const kim = await story.readyDeveloper("kim@socket.example");
    await story.pauseWorker();
    const { catalogue } = story;
    const application = await kim.registers({
      name: "Ledger",
      description: "Shows balances.",
      type: "SERVICE",
      authentication: "CLIENT_CREDENTIALS",
      products: byId(catalogue.accounts),
      environments: byId(catalogue.development),
    });
    applicationId = application.id;
  });

  it("sign in with the token, and a bad one is refused", async () => {
    const refusal = await firstOf({ Authorization: `Bearer ${await signed({ exp: 1 })}` }).catch(whyClosed);
    expect(JSON.stringify(refusal)).toContain("UNAUTHENTICATED");
    const foreign = await firstOf({
      Authorization: `Bearer ${await issued(person("lea@elsewhere.example"))}`,
    }).catch(whyClosed);
    expect(JSON.stringify(foreign)).toContain("NOT_FOUND");
    const publicAddress = await firstOf({
      Authorization: `Bearer ${await issued(person("jo@gmail.com"))}`,
    }).catch(whyClosed);
    expect(JSON.stringify(publicAddress)).toContain("FORBIDDEN");

    const token = await issued(person("kim@socket.example"));
    expect(await firstOf({ Authorization: `Bearer ${token}` })).toMatchObject({
      data: { clientApplicationChanged: { clientApplication: { id: applicationId } } },
    });
  });

  async function firstOf(connectionParams: Record<string, unknown>): Promise<unknown> {
    const client = createClient({
      url: `${story.url.replace("http", "ws")}/graphql`,
      connectionParams,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    });
    try {
      for await (const result of client.iterate({ query, variables: { id: applicationId } })) return result;
      return undefined;
    } finally {
      await client.dispose();
    }
  }
});

const person = (email: string): Claims => ({
  sub: `sub-of-${email.toLowerCase()}`,
  email,
  email_verified: true,
});

function asks(query: string, token: string) {
  return new Client(story.url).ask(query, {}, { authorization: `Bearer ${token}` });
}

async function issued(to: Claims, resource = AUDIENCE): Promise<string> {
  const token = await provider.issue(resource, to);
  expect(token.split(".")).toHaveLength(3);
  return token;
}

/** As the provider would sign it. */
function signed(changes: Record<string, unknown>): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: issuer,
    aud: AUDIENCE,
    iat,
    exp: iat + 60,
    ...person("ann@oidc.example"),
    ...changes,
  })
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .sign(keys.privateKey);
}

function tampered(token: string): string {
  const [header, body = "", signature] = token.split(".");
  const read = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...read, email: "ann@oidc.example" })).toString("base64url");
  return [header, changed, signature].join(".");
}
