import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Json } from "../support/client.js";
import { eventually } from "../support/eventually.js";
import { issuerOf, liveCredentials } from "../support/oauth-client.js";
import { type Person, type Story, startStory } from "../support/story.js";

/** As GraphQL calls them, and as they are registered (RFC 7591 §2). */
const registered: Readonly<Record<string, readonly string[]>> = {
  CLIENT_SECRET: ["client_secret_basic", "client_secret_post"],
  NONE: ["none"],
  PRIVATE_KEY_JWT: ["private_key_jwt"],
  TLS_CLIENT_AUTH: ["tls_client_auth"],
  SELF_SIGNED_TLS_CLIENT_AUTH: ["self_signed_tls_client_auth"],
};

describe.each([
  ["where a proxy tells certificates", { CLIENT_CERTIFICATE_HEADER: "X-Client-Cert" }, true],
  ["where none does", {}, false],
] as const)("how clients show who they are, %s", (_, settings, seesCertificates) => {
  let story: Story;
  let ada: Person;
  let olga: Person;
  let grantId: string;

  beforeAll(async () => {
    const common = { OPERATOR_EMAILS: "olga@bank.example", TRUSTED_PROXIES: "127.0.0.1, ::1" };
    story = await startStory({ settings: { ...common, ...settings } });
    ada = await story.readyDeveloper("ada@certified.example");
    olga = await story.readyDeveloper("olga@bank.example");
    ({ grantId } = await liveCredentials(ada, story, "uat"));
  });
  afterAll(() => story.stop());

  const metadata = async (slug: string): Promise<Json> =>
    (await fetch(`${issuerOf(story.url, slug)}/.well-known/openid-configuration`)).json();

  it.each(["STANDARD", "FAPI_2"])(
    "is said alike by the metadata and by GraphQL: %s",
    async (oauthProfile) => {
      const slug = "development";
      await olga.mutate(
        "updateApiEnvironment",
        { apiEnvironment: { slug }, oauthProfile },
        "apiEnvironment { id }",
      );
      const told = await eventually(async () => {
        const current = await metadata(slug);
        const isFapi = current.require_pushed_authorization_requests ?? false;
        return isFapi === (oauthProfile === "FAPI_2") && current;
      });
      const { apiEnvironment } = await ada.data(
        `{ apiEnvironment(slug: "${slug}") { clientAuthentications } }`,
      );
      const offered: string[] = apiEnvironment.clientAuthentications;
      expect(offered.flatMap((each) => registered[each] ?? [])).toEqual(
        told.token_endpoint_auth_methods_supported,
      );
      expect(offered.includes("TLS_CLIENT_AUTH")).toBe(seesCertificates);
      expect(told.tls_client_certificate_bound_access_tokens ?? false).toBe(seesCertificates);
    },
  );

  it.each([
    ["TLS_CLIENT_AUTH", { tlsSubject: "CN=ledger,O=Acme Ltd,C=NL" }],
    ["SELF_SIGNED_TLS_CLIENT_AUTH", { jwksUri: "https://acme.example/jwks" }],
  ])("is chosen only as the server takes it: %s", async (method, keys) => {
    const { userErrors } = await ada.tryTo("setClientKeys", { grantId, method, ...keys }, "grant { id }");
    expect(userErrors.map(({ code, path }: Json) => [code, path])).toEqual(
      seesCertificates ? [] : [["CERTIFICATES_NOT_ACCEPTED", ["method"]]],
    );
    // What takes keys away names no method, and is refused nowhere.
    await ada.mutate("setClientKeys", { grantId, method }, "grant { id }");
  });
});

describe("a client whose certificate nobody sees any more", () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.stop());

  it("is none, and nothing fails", async () => {
    const ada = await story.readyDeveloper("ada@uncertified.example");
    const { grantId, clientId, clientSecret } = await liveCredentials(ada, story, "uat");
    const keys = { method: "TLS_CLIENT_AUTH", jwks: null, jwksUri: null, tlsSubject: "CN=ledger" };
    await story.services.pool.query("update access_grant set client_keys = $1 where id = $2", [
      JSON.stringify(keys),
      grantId,
    ]);
    const response = await fetch(`${issuerOf(story.url, "uat")}/token`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    expect([response.status, ((await response.json()) as Json).error]).toEqual([401, "invalid_client"]);
  });
});
