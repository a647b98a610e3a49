import {
  type Client,
  type Configuration,
  errors,
  type JWK,
  type KoaContextWithOIDC,
  type ResourceServer,
} from "oidc-provider";
import type { KeySets, PrivateJwk, ServerSettings } from "../application/ports/authorization-servers.js";
import { acceptedAuthentications, type ClientAuthentication } from "../domain/oauth/client-authentication.js";
import { sampleCustomer } from "../domain/oauth/sample-customers.js";
import { type SigningAlgorithm, signingAlgorithms } from "../domain/oauth/signing-keys.js";
import type { Brand } from "../html/brand.js";
import { errorPage } from "../http/error-page.js";
import { writtenPage } from "../http/pages.js";
import { senderOf } from "./provider-request.js";
import { SigningKey } from "./signing-key.js";

/** In seconds (RFC 9068 leaves it to the server). */
export const accessTokenLifetime = 5 * 60;

/** By which access and ID tokens are signed. The other keys are published for whoever is moved to them. */
export const usualAlgorithm: SigningAlgorithm = "ES256";

export interface ConfigurationParts {
  readonly settings: ServerSettings;
  /** Those that sign now come first. */
  readonly keys: readonly PrivateJwk[];
  /** Of its cookies. */
  readonly path: string;
  readonly cookieKeys: readonly string[];
  readonly brand: Brand;
  readonly keySets: KeySets;
  readonly seesCertificates: boolean;
}

/** As they are registered (RFC 7591 §2, RFC 8705 §2). */
const methods = {
  CLIENT_SECRET: ["client_secret_basic", "client_secret_post"],
  NONE: ["none"],
  PRIVATE_KEY_JWT: ["private_key_jwt"],
  TLS_CLIENT_AUTH: ["tls_client_auth"],
  SELF_SIGNED_TLS_CLIENT_AUTH: ["self_signed_tls_client_auth"],
} as const satisfies Readonly<Record<ClientAuthentication, readonly string[]>>;

/** How the provider of one environment works. All that is not named here is off. */
export function providerConfiguration({
  settings,
  keys,
  path,
  cookieKeys,
  brand,
  keySets,
  seesCertificates,
}: ConfigurationParts): Configuration {
  const { apiBaseUrl, endUserSignIn, oauthProfile } = settings;
  const isFapi = oauthProfile === "FAPI_2";
  const signing = [...signingAlgorithms];
  const cookie = { path, httpOnly: true, sameSite: "lax", signed: true } as const;
  return {
    jwks: { keys: keys.map((key) => (key.alg === usualAlgorithm ? new SigningKey(key) : (key as JWK))) },
    cookies: {
      names: { session: "oauth_session", interaction: "oauth_interaction", resume: "oauth_resume" },
      keys: [...cookieKeys],
      long: cookie,
      short: cookie,
    },
    routes: {
      authorization: "/authorize",
      token: "/token",
      introspection: "/introspect",
      revocation: "/revoke",
      jwks: "/jwks",
      pushed_authorization_request: "/par",
    },
    scopes: ["openid", "offline_access"],
    responseTypes: ["code"],
    subjectTypes: ["public"],
    clientAuthMethods: acceptedAuthentications({ oauthProfile, seesCertificates }).flatMap(
      (each) => methods[each],
    ),
    // What clients have put somewhere is fetched by ours alone, which goes to public addresses.
    async fetch(url) {
      const { status, body } = await keySets.fetch(String(url));
      return new Response(body, { status: status >= 200 && status < 600 ? status : 502 });
    },
    clientDefaults: { id_token_signed_response_alg: usualAlgorithm },
    enabledJWA: {
      // Ed25519 is EdDSA's newer name (RFC 9864).
      clientAuthSigningAlgValues: [...signing, "Ed25519"],
      idTokenSigningAlgValues: signing,
      dPoPSigningAlgValues: [...signing, "Ed25519"],
    },
    assertJwtClientAuthClaimsAndHeader: ({ oidc }, claims) => checkAssertion(oidc, claims),
    extraClientMetadata: { properties: ["portico"] },
    // RFC 9700 §2.1: what is registered is what is sent.
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    pkce: { required: () => true },
    extraTokenClaims: async (_ctx, token) => ({
      application_id: token.client?.portico.applicationId,
      partner_id: token.client?.portico.partnerId,
      ...("grantId" in token && token.grantId !== undefined && { grant_id: token.grantId }),
    }),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      dPoP: { enabled: true },
      mTLS: {
        enabled: seesCertificates,
        certificateBoundAccessTokens: true,
        selfSignedTlsClientAuth: true,
        tlsClientAuth: true,
        getCertificate: ({ req }) => senderOf(req).certificate?.certificate.toString(),
        certificateAuthorized: ({ req }) => senderOf(req).certificate?.isVerified ?? false,
        certificateSubjectMatches: ({ req }, property, expected) =>
          property === "tls_client_auth_subject_dn" &&
          isSameSubject(senderOf(req).certificate?.certificate.subject ?? "", expected),
      },
      // RFC 9126 §5.
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: isFapi },
      ...(isFapi && { fapi: { enabled: true, profile: "2.0" } }),
      clientCredentials: { enabled: true },
      externalSigningSupport: { enabled: true, ack: "experimental-01" },
      introspection: {
        enabled: true,
        allowedPolicy: async ({ oidc }, client, token) => isOfPartner(oidc, client, token),
      },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => client.clientId === token.clientId,
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => apiBaseUrl,
        useGrantedResource: async () => true,
        async getResourceServerInfo(ctx, resource, client) {
          if (resource !== apiBaseUrl) throw new errors.InvalidTarget();
          const { scopes } = client.portico;
          askForAll(ctx, scopes);
          return resourceServerOf(settings, scopes.join(" "));
        },
      },
    },
    ttl: {
      AccessToken: accessTokenLifetime,
      ClientCredentials: accessTokenLifetime,
      IdToken: accessTokenLifetime,
      AuthorizationCode: 60,
      Interaction: 10 * 60,
      Session: 60 * 60,
      Grant: 30 * 24 * 60 * 60,
      RefreshToken: 30 * 24 * 60 * 60,
    },
    async findAccount(_ctx, id) {
      if (endUserSignIn === "SAMPLE" && !sampleCustomer(id)) return undefined;
      return { accountId: id, claims: async () => ({ sub: id }) };
    },
    // RFC 9700 §4.14: each is good once, and a second use ends all that came from it.
    rotateRefreshToken: () => true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    expiresWithSession: async () => false,
    revokeGrantPolicy: () => true,
    interactions: { url: (_ctx, { uid }) => `${path}/interaction/${uid}` },
    renderError(ctx, out) {
      const sentence = [out.error_description ?? out.error].join("");
      const requestId = ctx.get("x-request-id");
      const page = errorPage({ status: ctx.status, message: sentence, requestId, isForCustomers: true });
      const { headers, document } = writtenPage(page, brand);
      ctx.set(headers);
      ctx.body = document;
    },
  };
}

/** What access tokens are for, and how they are written. `scope`: all that they may open. */
export function resourceServerOf(
  { apiBaseUrl }: Pick<ServerSettings, "apiBaseUrl">,
  scope: string,
): ResourceServer {
  return {
    scope,
    audience: apiBaseUrl,
    accessTokenTTL: accessTokenLifetime,
    accessTokenFormat: "jwt",
    jwt: { sign: { alg: usualAlgorithm } },
  };
}

/** In seconds: how far ahead an assertion may end. Until then it has to be remembered that it was used. */
const longestAssertion = 60 * 60;

/** RFC 7523 §3: one whose end is unreasonably far away is refused. FAPI 2.0 §5.3.2.1: it is meant for the issuer alone. */
function checkAssertion(oidc: Oidc, { exp, aud }: Readonly<Record<string, unknown>>): void {
  if (Number(exp) > Date.now() / 1_000 + longestAssertion)
    throw new errors.InvalidClientAuth("the assertion ends too late");
  if (oidc.isFapi("2.0") && aud !== oidc.issuer)
    throw new errors.InvalidClientAuth("the assertion is not meant for the issuer");
}

/** RFC 6749 §3.3: whoever names no scope asks for all that it may have; whoever names one that it may not is told so. */
function askForAll({ oidc }: KoaContextWithOIDC, scopes: readonly string[]): void {
  const { params = {}, route } = oidc;
  const isAsked = params.grant_type === undefined || params.grant_type === "client_credentials";
  if (
    !isAsked ||
    (route !== "token" && route !== "authorization" && route !== "pushed_authorization_request")
  )
    return;
  if (typeof params.scope !== "string" || params.scope === "") {
    params.scope = scopes.join(" ");
    return;
  }
  const known = [...scopes, ...(params.grant_type === undefined ? ["openid", "offline_access"] : [])];
  const unknown = params.scope.split(" ").filter((scope) => !known.includes(scope));
  if (unknown.length > 0) throw new errors.InvalidScope("requested scope is not allowed", unknown.join(" "));
}

/**
 * RFC 8705 §2.1.2, RFC 4514: Node.js writes a subject's parts in lines and in the order of the certificate, which is the
 * other way round.
 */
export function isSameSubject(subject: string, expected: string): boolean {
  const parts = (names: readonly string[]) => names.map((name) => name.trim().replace(/\s*=\s*/, "="));
  const shown = parts(subject.split("\n").reverse());
  return subject !== "" && shown.join(",") === parts(expected.split(/(?<!\\),/)).join(",");
}

type Oidc = KoaContextWithOIDC["oidc"];

/** RFC 7662 §4: nobody learns of another company's tokens. */
async function isOfPartner(
  { provider }: Oidc,
  client: Client,
  token: { readonly clientId?: string | undefined },
): Promise<boolean> {
  if (client.clientId === token.clientId) return true;
  if (client.clientAuthMethod === "none") return false;
  const owner = token.clientId === undefined ? undefined : await provider.Client.find(token.clientId);
  return owner?.portico.partnerId === client.portico.partnerId;
}
