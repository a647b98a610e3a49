import type { OauthProfile } from "../catalogue/api-environment.js";
import type { ClientKeyMethod, ClientKeys } from "../client-application/client-keys.js";

/** How a client shows who it is. */
export type ClientAuthentication = ClientKeyMethod | "CLIENT_SECRET" | "NONE";

/** What decides how clients may show who they are at an authorization server. */
export interface ServerRules {
  readonly oauthProfile: OauthProfile;
  /** Whether a proxy tells it the certificates of clients: without that they have none. */
  readonly seesCertificates: boolean;
}

/** FAPI 2.0 has no public clients, and none that share a secret (Security Profile §5.3.2.1). */
export function acceptedAuthentications({
  oauthProfile,
  seesCertificates,
}: ServerRules): ClientAuthentication[] {
  return [
    ...(oauthProfile === "FAPI_2" ? [] : (["CLIENT_SECRET", "NONE"] as const)),
    "PRIVATE_KEY_JWT",
    ...(seesCertificates ? (["TLS_CLIENT_AUTH", "SELF_SIGNED_TLS_CLIENT_AUTH"] as const) : []),
  ];
}

/** Whether it may be a client there. */
export function isAccepted(
  { clientKeys }: { readonly clientKeys: Pick<ClientKeys, "method"> | null },
  rules: ServerRules,
): boolean {
  return acceptedAuthentications(rules).includes(clientKeys?.method ?? "CLIENT_SECRET");
}
