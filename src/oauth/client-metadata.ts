import { randomBytes } from "node:crypto";
import type { AdapterPayload } from "oidc-provider";
import type { OauthProfile } from "../domain/catalogue/api-environment.js";
import { applicationTypes } from "../domain/client-application/application-type.js";
import type { ClientKeys } from "../domain/client-application/client-keys.js";
import { type OauthClient, scopesOf, workingHashes } from "../domain/oauth/oauth-client.js";

/** What our clients have besides the metadata of RFC 7591. */
export interface OwnMetadata {
  readonly applicationId: OauthClient["applicationId"];
  readonly partnerId: OauthClient["partnerId"];
  readonly applicationName: string;
  /** What it may ask for at the API. */
  readonly scopes: readonly string[];
  /** Of the secrets that work now. */
  readonly secretHashes: readonly string[];
}

declare module "oidc-provider" {
  interface Client {
    readonly portico: OwnMetadata;
  }
}

/** That a client has a secret is all that the provider may know of it: it is compared by its hash. */
const placeholder = randomBytes(32).toString("base64url");

/** A client as the provider takes it (RFC 7591 §2). */
export function metadataOf(client: OauthClient, profile: OauthProfile, now: Date): AdapterPayload {
  const { clientId, type, authentication, redirectUrls, clientKeys } = client;
  const isPublic = applicationTypes[type].confidentiality === "PUBLIC";
  const hasPerson = authentication === "AUTHORIZATION_CODE";
  const portico: OwnMetadata = {
    applicationId: client.applicationId,
    partnerId: client.partnerId,
    applicationName: client.applicationName,
    scopes: scopesOf(client.licences),
    secretHashes: workingHashes(client, now),
  };
  return {
    client_id: clientId,
    ...(clientKeys ? byKeys(clientKeys, profile) : withoutKeys(isPublic)),
    // RFC 8252 §7.3: on the user's own device the port may be any.
    application_type: isPublic ? "native" : "web",
    grant_types: hasPerson ? ["authorization_code", "refresh_token"] : ["client_credentials"],
    response_types: hasPerson ? ["code"] : [],
    redirect_uris: [...redirectUrls],
    portico,
  };
}

function withoutKeys(isPublic: boolean): AdapterPayload {
  return isPublic
    ? { token_endpoint_auth_method: "none" }
    : { token_endpoint_auth_method: "client_secret_basic", client_secret: placeholder };
}

/** A certificate binds the tokens that it gets (RFC 8705 §3); FAPI 2.0 wants all tokens bound, by DPoP where there is none. */
function byKeys({ method, jwks, jwksUri, tlsSubject }: ClientKeys, profile: OauthProfile): AdapterPayload {
  const keys = jwks ? { jwks } : jwksUri ? { jwks_uri: jwksUri } : {};
  if (method === "PRIVATE_KEY_JWT") {
    const isBound = profile === "FAPI_2";
    return { token_endpoint_auth_method: "private_key_jwt", dpop_bound_access_tokens: isBound, ...keys };
  }
  const bound = { tls_client_certificate_bound_access_tokens: true };
  return method === "TLS_CLIENT_AUTH"
    ? {
        token_endpoint_auth_method: "tls_client_auth",
        tls_client_auth_subject_dn: tlsSubject ?? "",
        ...bound,
      }
    : { token_endpoint_auth_method: "self_signed_tls_client_auth", ...keys, ...bound };
}
