import type { RatePlan } from "../catalogue/rate-plan.js";
import { keyStatusBy } from "../client-application/api-key-status.js";
import type { ApiKeyState, ClientApplicationState } from "../client-application/state.js";
import type { Id } from "../id.js";

/** What a product opens: itself and all that it embeds, at any depth. */
export interface Licence {
  /** Its own slug. */
  readonly product: string;
  /** Slugs. */
  readonly products: ReadonlySet<string>;
  /** As `apiLabel` writes them. */
  readonly apis: ReadonlySet<string>;
}

type KeyFacts = Pick<ApiKeyState, "productId" | "revokedAt" | "expiresAt" | "provisionedAt" | "networks">;
type ApplicationFacts = Pick<ClientApplicationState, "deactivatedAt" | "isPartnerSuspended">;

/** A key that was issued, with all that decides whether it works. */
export interface IssuedKey extends KeyFacts, ApplicationFacts {
  readonly apiKeyId: Id<"key">;
  readonly grantId: Id<"grt">;
  readonly applicationId: Id<"app">;
  readonly applicationName: string;
  readonly partnerId: Id<"prt">;
  readonly environmentId: Id<"env">;
  /** Of the request that covers its product; null while that is not decided. */
  readonly verdict: "APPROVED" | "REJECTED" | null;
  readonly licence: Licence;
  /** R35: null for no limit. */
  readonly ratePlan: RatePlan | null;
}

export interface Wanted {
  readonly environmentId: Id<"env">;
  /** R40: whether the caller is in one of the networks. */
  readonly isFrom: (networks: readonly string[]) => boolean;
  /** Slugs: all of them. */
  readonly products?: readonly string[] | undefined;
  readonly api?: string | undefined;
}

export type KeyVerdict =
  | "VALID"
  | "UNKNOWN"
  | "WRONG_ENVIRONMENT"
  | "REVOKED"
  | "EXPIRED"
  | "SUSPENDED"
  | "ADDRESS_NOT_ALLOWED"
  | "PRODUCT_NOT_LICENSED";

/** Whether a key opens what is wanted (R25, R29, R31, R37, R39, R40): the first that matches. Null is one that nobody has. */
export function keyVerdict(key: IssuedKey | null, wanted: Wanted, now: Date): KeyVerdict {
  // What is live nowhere yet is nobody's.
  if (!key?.provisionedAt) return "UNKNOWN";
  const status = keyStatusBy(key.verdict, key, key, now);
  switch (status) {
    case "AWAITING_APPROVAL":
    case "REJECTED":
    case "PROVISIONING":
      return "UNKNOWN";
    case "ACTIVE":
      return openedBy(key, wanted);
    default:
      return status;
  }
}

function openedBy({ environmentId, licence, networks }: IssuedKey, wanted: Wanted): KeyVerdict {
  if (environmentId !== wanted.environmentId) return "WRONG_ENVIRONMENT";
  if (networks.length > 0 && !wanted.isFrom(networks)) return "ADDRESS_NOT_ALLOWED";
  const { products, api } = wanted;
  const isOpened =
    (products === undefined || products.every((product) => licence.products.has(product))) &&
    (api === undefined || licence.apis.has(api));
  return isOpened ? "VALID" : "PRODUCT_NOT_LICENSED";
}
