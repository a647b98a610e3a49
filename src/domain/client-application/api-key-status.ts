import { requestFor } from "./access-request.js";
import type { AccessDecision, AccessRequestState, ApiKeyState, ClientApplicationState } from "./state.js";

export type ApiKeyStatus =
  | "AWAITING_APPROVAL"
  | "REJECTED"
  | "PROVISIONING"
  | "ACTIVE"
  | "SUSPENDED"
  | "REVOKED"
  | "EXPIRED";

export type GrantStatus = "AWAITING_APPROVAL" | "APPROVED" | "REJECTED";
export type ApplicationStatus = "ACTIVE" | "DEACTIVATED";

type KeyFacts = Pick<ApiKeyState, "productId" | "revokedAt" | "expiresAt" | "provisionedAt">;
interface RequestFacts {
  readonly decision: Pick<AccessDecision, "verdict"> | null;
}
interface GrantFacts {
  readonly requests: readonly (RequestFacts & Pick<AccessRequestState, "productIds">)[];
}
type ApplicationFacts = Pick<ClientApplicationState, "deactivatedAt" | "isPartnerSuspended">;

/** The status of a key is derived from facts, first match wins; none is stored. */
export function apiKeyStatus(
  key: KeyFacts,
  grant: GrantFacts,
  application: ApplicationFacts,
  now: Date,
): ApiKeyStatus {
  const verdict = requestFor(grant, key.productId)?.decision?.verdict ?? null;
  return keyStatusBy(verdict, key, application, now);
}

/** The same, where it is known what was decided of the request that covers the key's product; null while nothing is. */
export function keyStatusBy(
  verdict: AccessDecision["verdict"] | null,
  key: Omit<KeyFacts, "productId">,
  application: ApplicationFacts,
  now: Date,
): ApiKeyStatus {
  if (key.revokedAt) return "REVOKED";
  if (key.expiresAt && key.expiresAt <= now) return "EXPIRED";
  if (verdict === "REJECTED") return "REJECTED";
  if (!verdict) return "AWAITING_APPROVAL";
  if (isStopped(application)) return "SUSPENDED";
  if (!key.provisionedAt) return "PROVISIONING";
  return "ACTIVE";
}

/** Whether something may have been built on the key: it has worked, and works now or will when it is restored. */
export function isInLiveUse(
  key: KeyFacts,
  grant: GrantFacts,
  application: ApplicationFacts,
  now: Date,
): boolean {
  const status = apiKeyStatus(key, grant, application, now);
  return key.provisionedAt !== null && (status === "ACTIVE" || status === "SUSPENDED");
}

export function requestStatus({ decision }: RequestFacts): GrantStatus {
  return decision?.verdict ?? "AWAITING_APPROVAL";
}

/** APPROVED once anything may be used there; else whether something still waits (R17). */
export function grantStatus({ requests }: GrantFacts): GrantStatus {
  const statuses = requests.map(requestStatus);
  if (statuses.includes("APPROVED")) return "APPROVED";
  return statuses.includes("AWAITING_APPROVAL") ? "AWAITING_APPROVAL" : "REJECTED";
}

/** R29, R37: nothing of it works, whatever its grants and keys say. */
export function isStopped({ deactivatedAt, isPartnerSuspended }: ApplicationFacts): boolean {
  return deactivatedAt !== null || isPartnerSuspended;
}

export function applicationStatus(application: Pick<ApplicationFacts, "deactivatedAt">): ApplicationStatus {
  return application.deactivatedAt ? "DEACTIVATED" : "ACTIVE";
}
