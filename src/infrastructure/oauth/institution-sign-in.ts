import { importJWK } from "jose";
import { LRUCache } from "lru-cache";
import type { Configuration } from "openid-client";
import type {
  InstitutionSettings,
  InstitutionSignIn,
} from "../../application/ports/authorization-servers.js";
import { isSubject } from "../../domain/oauth/subject.js";

/** Most environments need none: their customers are samples. */
const library = () => import("openid-client");

/** In s. */
const patience = 5;
/** In ms: how long what a provider says of itself is believed. */
const believed = 10 * 60_000;

/** As a client with private_key_jwt, PKCE and a nonce (OpenID Connect Core 1.0 §3.1, RFC 9700 §2.1). */
export function createInstitutionSignIn(): InstitutionSignIn {
  const known = new LRUCache<string, Configuration>({ max: 100, ttl: believed });

  async function configurationOf({ provider, key }: InstitutionSettings): Promise<Configuration> {
    const name = JSON.stringify([provider, key.kid]);
    const held = known.get(name);
    if (held) return held;
    const openid = await library();
    const issuer = new URL(provider.issuer);
    const privateKey = await importJWK(key);
    if (privateKey instanceof Uint8Array) throw new Error("The key of an issuer is no secret.");
    const authentication = openid.PrivateKeyJwt({ key: privateKey, kid: key.kid ?? "" });
    const found = await openid.discovery(issuer, provider.clientId, undefined, authentication, {
      timeout: patience,
      // For trying out: no other issuer is let be without TLS.
      ...(issuer.protocol === "http:" && { execute: [openid.allowInsecureRequests] }),
    });
    known.set(name, found);
    return found;
  }

  return {
    async begin(settings, { isAnew, maxAge }) {
      const openid = await library();
      const [state, nonce] = [openid.randomState(), openid.randomNonce()];
      const verifier = openid.randomPKCECodeVerifier();
      const url = openid.buildAuthorizationUrl(await configurationOf(settings), {
        redirect_uri: settings.callbackUrl,
        scope: "openid",
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        ...(isAnew && { prompt: "login" }),
        ...(maxAge !== undefined && { max_age: String(maxAge) }),
      });
      return { url: url.href, state, nonce, verifier, maxAge };
    },

    async complete(settings, answer, { state, nonce, verifier, maxAge }) {
      const openid = await library();
      try {
        const told = await openid.authorizationCodeGrant(await configurationOf(settings), answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
          ...(maxAge !== undefined && { maxAge }),
        });
        const name = told.claims()?.sub ?? "";
        if (!isSubject(name)) throw new Error("The provider calls a customer what no API could be told.");
        return name;
      } catch (error) {
        if (error instanceof openid.AuthorizationResponseError) return null;
        throw error;
      }
    },
  };
}
