import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt } from "jose";
import type { JWKS } from "oidc-provider";
import * as openid from "openid-client";
import { openBrowser } from "../support/browser.js";
import { Customer } from "../support/customer.js";
import { eventually } from "../support/eventually.js";
import { startInstitution } from "../support/institution.js";
import { type Credentials, discovered, issuerOf, liveCredentials, refusal } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

let story: Story;
let olga: Person;
let ada: Person;
let issuer: string;
let web: Credentials;
let mobile: Credentials;

const callback = "https://app.acme.example/callback";
const onLoopback = "http://127.0.0.1:8123/callback";

beforeAll(async () => {
  story = await startStory({ settings: { OPERATOR_EMAILS: "olga@bank.example" } });
  olga = await story.readyDeveloper("olga@bank.example");
  ada = await story.readyDeveloper("ada@verified.example");
  issuer = issuerOf(story.url, "uat");
  const code = { authentication: "AUTHORIZATION_CODE" };
  web = await liveCredentials(ada, story, "uat", { type: "WEB", ...code, redirectUrls: [callback] });
  mobile = await liveCredentials(ada, story, "uat", {
    type: "MOBILE",
    ...code,
    redirectUrls: ["com.acme.app:/callback", onLoopback],
  });
});
afterAll(() => story.stop());

interface Asked {
  readonly configuration: openid.Configuration;
  readonly url: URL;
  readonly checks: openid.AuthorizationCodeGrantChecks;
}

/** An authorization request, with PKCE and state. */
async function asked(
  credentials: Credentials,
  parameters: Record<string, string> = {},
  environment = "uat",
): Promise<Asked> {
  const authentication = credentials.clientSecret ? undefined : openid.None();
  const configuration = await discovered(story.url, environment, credentials, authentication);
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const expectedState = openid.randomState();
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    scope: "accounts",
    ...parameters,
  });
  return { configuration, url, checks: { pkceCodeVerifier, expectedState } };
}

/** All the way, by a customer who allows it. */
async function tokens(
  credentials: Credentials,
  parameters: Record<string, string> = {},
  environment = "uat",
) {
  const { configuration, url, checks } = await asked(credentials, parameters, environment);
  const answer = await new Customer().allows(url.href);
  const granted = await openid.authorizationCodeGrant(configuration, answer, checks);
  return { configuration, granted, ...granted };
}

/** What the client is told in its redirect URL, or the status of the page that the customer sees. */
async function told(url: URL): Promise<string | number> {
  const { url: at, response } = await new Customer().opens(url.href);
  const { searchParams, hash } = new URL(at);
  return (
    response?.status ?? String(searchParams.get("error") ?? new URLSearchParams(hash.slice(1)).get("error"))
  );
}

/** Whether a refresh token is still good, without using it. */
async function isGood(configuration: openid.Configuration, refreshToken = "") {
  return (await openid.tokenIntrospection(configuration, refreshToken)).active;
}

describe("a customer who allows it", () => {
  it("has the application act for them, as RFC 9068 says, until they or it end that", async () => {
    const { access_token, refresh_token, token_type, expires_in, scope } = await tokens(web);
    expect([token_type, expires_in, scope]).toEqual(["bearer", 300, "accounts"]);
    expect(refresh_token).toEqual(expect.any(String));
    expect(decodeJwt(access_token)).toMatchObject({
      iss: issuer,
      sub: "sample:anna",
      client_id: web.clientId,
      application_id: web.applicationId,
      scope: "accounts",
    });
    const { rows } = await story.services.pool.query("select * from oauth_record");
    expect(rows.length).toBeGreaterThan(2);
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`sample:anna|${refresh_token}`));
  });

  it("is known to the application by an ID token, where it asks for one", async () => {
    const { granted } = await tokens(web, { scope: "openid accounts" });
    expect(granted.claims()).toMatchObject({ iss: issuer, aud: web.clientId, sub: "sample:anna" });
  });

  it("is led back to whichever port a native application listens on, and to nothing else (RFC 8252)", async () => {
    const ported = onLoopback.replace("8123", "45678");
    const { access_token } = await tokens(mobile, { redirect_uri: ported });
    expect(decodeJwt(access_token).sub).toBe("sample:anna");
    const { url } = await asked(mobile, { redirect_uri: "com.acme.app:/callback" });
    expect((await new Customer().allows(url.href)).href).toMatch(/^com\.acme\.app:\/callback\?code=/);
    for (const redirect_uri of [
      `${callback}/`,
      `${callback}?x=1`,
      "https://app.acme.example:444/callback",
      "https://evil.example/callback",
    ])
      expect(await told((await asked(web, { redirect_uri })).url)).toBe(400);
  });
});

describe("a customer", () => {
  it("who refuses is led back without a code", async () => {
    const { url } = await asked(web);
    const customer = new Customer();
    const page = await customer.opens(url.href);
    const { url: at } = await customer.opens(page.url, { answer: "deny" });
    expect(Object.fromEntries(new URL(at).searchParams)).toMatchObject({
      error: "access_denied",
      iss: issuer,
    });
  });

  it("is told who is signed in, and can sign out: what was asked for goes on with whoever signs in then", async () => {
    const { configuration, url, checks } = await asked(web);
    const customer = new Customer();
    const signIn = await customer.opens(url.href);
    const ofAnna = await customer.opens(signIn.url, { customer: "sample:anna" });
    expect(await ofAnna.response?.text()).toContain("Signed in as <strong>Anna Visser</strong>");
    const again = await customer.opens(ofAnna.url, { answer: "sign-out" });
    expect(await again.response?.text()).toContain("Sign in to");
    const ofBilal = await customer.opens(again.url, { customer: "sample:bilal" });
    expect(await ofBilal.response?.text()).toContain("Signed in as <strong>Bilal Haddad</strong>");
    const { url: at } = await customer.opens(ofBilal.url, { answer: "allow" });
    const granted = await openid.authorizationCodeGrant(configuration, new URL(at), checks);
    expect(decodeJwt(granted.access_token).sub).toBe("sample:bilal");
  });

  it("who has signed out is signed in for nothing else either", async () => {
    const customer = new Customer();
    const first = await customer.opens((await asked(web)).url.href);
    const consent = await customer.opens(first.url, { customer: "sample:anna" });
    await customer.opens(consent.url, { answer: "sign-out" });
    const next = await customer.opens((await asked(web)).url.href);
    expect(await next.response?.text()).toContain("Sign in to");
  });

  it("is led to no page of developers where something went wrong", async () => {
    const elsewhere = await asked(web, { redirect_uri: "https://evil.example/callback" });
    for (const address of [elsewhere.url.href, `${issuer}/interaction/none`, `${issuer}/nothing`]) {
      const { response } = await new Customer().opens(address);
      expect([400, 404]).toContain(response?.status);
      const text = (await response?.text()) ?? "";
      expect(text).toContain("Go back to the application that sent you here");
      expect(text).not.toContain("your session");
    }
  });

  it("sees pages that nobody can frame, script or send from elsewhere", async () => {
    const { url } = await asked(web);
    const customer = new Customer();
    const page = await customer.opens(url.href);
    expect(page.response?.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'.*form-action 'self' https:\/\/app\.acme\.example;.*frame-ancestors 'none'/,
    );
    const text = (await page.response?.text()) ?? "";
    expect(text).not.toContain("<script");
    expect(text).toContain(web.applicationName);
    const stranger = await fetch(page.url, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: new URLSearchParams({ customer: "sample:anna" }),
    });
    expect(stranger.status).toBe(403);
    expect((await new Customer().opens(page.url)).response?.status).toBe(400);
  });
});

describe("a browser", () => {
  it.each([
    ["without scripts is led", false, {}],
    ["is led by a form", true, { response_mode: "form_post" }],
    ["without scripts is led by a form", false, { response_mode: "form_post" }],
  ])(
    "%s through sign-in and consent, and back to the application",
    async (_, javaScriptEnabled, parameters) => {
      let posted = "";
      const [browser, client] = [
        await openBrowser(),
        createServer(async (request, response) => {
          for await (const chunk of request) posted += chunk;
          response.end("Welcome back.");
        }),
      ];
      await new Promise<void>((resolve) => client.listen(0, "127.0.0.1", resolve));
      const redirect_uri = `http://127.0.0.1:${(client.address() as AddressInfo).port}/callback`;
      try {
        const { configuration, url, checks } = await asked(mobile, { redirect_uri, ...parameters });
        const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
        await page.goto(url.href);
        expect(await page.title()).toMatch(/^Sign in to 3rd Party Bank/);
        await page.getByRole("button", { name: "Chiara Conti" }).click();
        await page.getByRole("heading", { name: `Allow ${mobile.applicationName}?` }).waitFor();
        await page.getByRole("button", { name: "Allow", exact: true }).click();
        if (!javaScriptEnabled && "response_mode" in parameters)
          await page.getByRole("button", { name: "Continue" }).click();
        await page.getByText("Welcome back.").waitFor();
        const answer = new URL(page.url());
        for (const [name, value] of new URLSearchParams(posted)) answer.searchParams.set(name, value);
        const granted = await openid.authorizationCodeGrant(configuration, answer, checks);
        expect(decodeJwt(granted.access_token).sub).toBe("sample:chiara");
      } finally {
        await browser.close();
        client.closeAllConnections();
        client.close();
      }
    },
  );
});

describe("a customer of an institution with a provider of its own", () => {
  it("is passed on to it, and known to the API by the name that it gives", async () => {
    const inDevelopment = { type: "WEB", authentication: "AUTHORIZATION_CODE", redirectUrls: [callback] };
    const credentials = await liveCredentials(ada, story, "development", inDevelopment);
    const earlier = await tokens(credentials, {}, "development");
    expect(await isGood(earlier.configuration, earlier.refresh_token)).toBe(true);
    const own = issuerOf(story.url, "development");
    const jwks = (await (await fetch(`${own}/jwks`)).json()) as JWKS;
    const institution = await startInstitution({
      client_id: "portico",
      token_endpoint_auth_method: "private_key_jwt",
      jwks,
      redirect_uris: [`${own}/callback`],
    });
    const settings = {
      apiEnvironment: { slug: "development" },
      endUserSignIn: "INSTITUTION",
      signInProvider: { issuer: institution.issuer, clientId: "portico" },
    };
    const told = "apiEnvironment { endUserSignIn signInProvider { issuer clientId } }";
    expect(await olga.mutate("updateApiEnvironment", settings, told)).toMatchObject({
      apiEnvironment: { endUserSignIn: "INSTITUTION", signInProvider: settings.signInProvider },
    });
    try {
      // The same name may be somebody else's there.
      await eventually(async () => !(await isGood(earlier.configuration, earlier.refresh_token)));
      const { configuration, url: begun, checks } = await asked(credentials, {}, "development");
      const answer = await new Customer([story.url, institution.issuer]).allows(begun.href);
      const allowed = await openid.authorizationCodeGrant(configuration, answer, checks);
      expect(decodeJwt(allowed.access_token).sub).toBe("customer-7");
      const anew = await asked(
        credentials,
        { scope: "openid accounts", prompt: "login", max_age: "60" },
        "development",
      );
      const fresh = await new Customer([story.url, institution.issuer]).allows(anew.url.href);
      expect(fresh.href).toContain("code=");
      expect(institution.asked()).toMatchObject({ prompt: "login", max_age: "60" });
      institution.answers({ error: "access_denied" });
      const { url } = await asked(credentials, {}, "development");
      const refused = await new Customer([story.url, institution.issuer]).opens(url.href);
      expect(new URL(refused.url).searchParams.get("error")).toBe("access_denied");

      for (const customer of ["日本", " customer-7", "a\r\nX-Partner-Id: b", "a".repeat(256)]) {
        institution.answers({ customer });
        const { url } = await asked(credentials, {}, "development");
        const { response } = await new Customer([story.url, institution.issuer]).opens(url.href);
        expect(response?.status).toBe(503);
      }

      const { refresh_token } = allowed;
      expect(await isGood(earlier.configuration, refresh_token)).toBe(true);
      const elsewhere = { issuer: `${institution.issuer}/elsewhere`, clientId: "portico" };
      await olga.mutate("updateApiEnvironment", { ...settings, signInProvider: elsewhere }, told);
      await eventually(async () => !(await isGood(earlier.configuration, refresh_token)));
      const nobody = await olga.mutate("updateApiEnvironment", { ...settings, signInProvider: null }, told);
      expect(nobody.apiEnvironment.signInProvider).toBeNull();
    } finally {
      await institution.stop();
    }
  });

  it("is no sample customer in production", async () => {
    const settings = { apiEnvironment: { slug: "production" }, endUserSignIn: "SAMPLE" };
    const { userErrors } = await olga.tryTo("updateApiEnvironment", settings, "apiEnvironment { id }");
    expect(userErrors).toMatchObject([{ code: "INVALID", path: ["endUserSignIn"] }]);
  });
});

describe("an authorization request", () => {
  it.each<[string, Record<string, string>, string]>([
    ["without PKCE", { code_challenge: "", code_challenge_method: "" }, "invalid_request"],
    ["with plain PKCE", { code_challenge_method: "plain" }, "invalid_request"],
    ["for a token in the browser", { response_type: "token" }, "unsupported_response_type"],
    ["for what the application may not have", { scope: "accounts payroll" }, "invalid_scope"],
    ["for another API", { resource: "https://elsewhere.example" }, "invalid_target"],
  ])("%s is refused", async (_, parameters, error) => {
    const { url } = await asked(web, parameters);
    for (const [name, value] of Object.entries(parameters)) if (!value) url.searchParams.delete(name);
    expect(await told(url)).toBe(error);
  });

  it("of nobody, or of a client that has none to ask, is answered on a page", async () => {
    const service = await liveCredentials(ada, story, "uat");
    for (const clientId of ["cli_nobody", service.clientId]) {
      const { url } = await asked(web);
      url.searchParams.set("client_id", clientId);
      expect(await told(url)).toBe(400);
    }
  });
});

it("beginning something costs more than asking for what there is, since it is kept", async () => {
  const { url } = await asked(web);
  const page = `${issuer}/interaction/none`;
  const left = async () => Number(/;r=(\d+)/.exec((await fetch(page)).headers.get("ratelimit") ?? "")?.[1]);
  const costs = async (address: string) => {
    const before = await left();
    await fetch(address, { redirect: "manual" });
    return before - (await left()) - 100;
  };
  // Between the two a new window may begin.
  await eventually(async () => (await costs(url.href)) === 400);
  await eventually(async () => (await costs(page)) === 100);
});

describe("a code", () => {
  it("is good once, and a second time ends all that came of it", async () => {
    const { configuration, url, checks } = await asked(web);
    const answer = await new Customer().allows(url.href);
    const first = await openid.authorizationCodeGrant(configuration, answer, checks);
    expect(await refusal(openid.authorizationCodeGrant(configuration, answer, checks))).toBe("invalid_grant");
    expect(await openid.tokenIntrospection(configuration, first.access_token)).toEqual({ active: false });
    const again = openid.refreshTokenGrant(configuration, first.refresh_token ?? "");
    expect(await refusal(again)).toBe("invalid_grant");
  });

  it("is nothing without its verifier, nor to another client", async () => {
    const { configuration, url, checks } = await asked(web);
    const answer = await new Customer().allows(url.href);
    const wrong = { ...checks, pkceCodeVerifier: openid.randomPKCECodeVerifier() };
    expect(await refusal(openid.authorizationCodeGrant(configuration, answer, wrong))).toBe("invalid_grant");
    const other = await asked(mobile, { redirect_uri: onLoopback });
    expect(await refusal(openid.authorizationCodeGrant(other.configuration, answer, checks))).toBe(
      "invalid_grant",
    );
  });

  it("R29 is worth nothing once its application is deactivated", async () => {
    const own = await liveCredentials(ada, story, "uat", {
      type: "WEB",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: [callback],
    });
    const { configuration, url, checks } = await asked(own);
    const answer = await new Customer().allows(url.href);
    const ofApplication = { clientApplicationId: own.applicationId };
    await ada.mutate("deactivateClientApplication", ofApplication, "clientApplication { id }");
    expect(await refusal(openid.authorizationCodeGrant(configuration, answer, checks))).toBe(
      "invalid_client",
    );
    expect(await told((await asked(own)).url)).toBe(400);
  });
});

describe("a refresh token", () => {
  it("is good once; used again, all that came of the consent is over", async () => {
    const { configuration, refresh_token: first = "" } = await tokens(web);
    const second = await openid.refreshTokenGrant(configuration, first);
    expect(second.refresh_token).not.toBe(first);
    expect((await openid.tokenIntrospection(configuration, second.access_token)).active).toBe(true);
    expect(await refusal(openid.refreshTokenGrant(configuration, first))).toBe("invalid_grant");
    expect(await refusal(openid.refreshTokenGrant(configuration, second.refresh_token ?? ""))).toBe(
      "invalid_grant",
    );
    expect(await openid.tokenIntrospection(configuration, second.access_token)).toEqual({ active: false });
  });

  it("is over when it is revoked, with its access token", async () => {
    const { configuration, access_token, refresh_token = "" } = await tokens(web);
    await openid.tokenRevocation(configuration, refresh_token);
    expect(await refusal(openid.refreshTokenGrant(configuration, refresh_token))).toBe("invalid_grant");
    expect(await openid.tokenIntrospection(configuration, access_token)).toEqual({ active: false });
  });

  it("R29 is dead while its application is deactivated", async () => {
    const own = await liveCredentials(ada, story, "uat", {
      type: "MOBILE",
      authentication: "AUTHORIZATION_CODE",
      redirectUrls: [onLoopback],
    });
    const { configuration, refresh_token = "" } = await tokens(own, { redirect_uri: onLoopback });
    const ofApplication = { clientApplicationId: own.applicationId };
    await ada.mutate("deactivateClientApplication", ofApplication, "clientApplication { id }");
    expect(await refusal(openid.refreshTokenGrant(configuration, refresh_token))).toBe("invalid_client");
  });
});
