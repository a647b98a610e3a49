import { isClientLive, type OauthClient, scopesOf } from "./oauth-client.js";

/** The client that a token was issued to, and whether the token or the consent behind it was revoked since. */
export interface TokenStanding {
  readonly client: OauthClient;
  readonly isRevoked: boolean;
}

interface Claims {
  readonly applicationId: string;
  readonly scopes: readonly string[];
}

export type TokenVerdict = "VALID" | "TOKEN_INVALID" | "PRODUCT_NOT_LICENSED";

/**
 * Whether a token of the environment, whose signature and end have been checked, opens these products (R25, R29, R31, R37).
 * What its application has lost since it was issued, it has lost as well.
 */
export function tokenVerdict(
  standing: TokenStanding | null,
  { applicationId, scopes }: Claims,
  products: readonly string[],
): TokenVerdict {
  if (!standing || standing.isRevoked || !isClientLive(standing.client)) return "TOKEN_INVALID";
  if (standing.client.applicationId !== applicationId) return "TOKEN_INVALID";
  const licensed = scopesOf(standing.client.licences);
  const isOpened = products.every((product) => scopes.includes(product) && licensed.includes(product));
  return isOpened ? "VALID" : "PRODUCT_NOT_LICENSED";
}
