import type { AccessGrantState, ApiKeyState, ClientApplicationState } from "./state.js";

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

type KeyFacts = Pick<ApiKeyState, "revokedAt" | "expiresAt" | "provisionedAt">;
type GrantFacts = Pick<AccessGrantState, "decision">;
type ApplicationFacts = Pick<ClientApplicationState, "deactivatedAt">;

/** The status of a key is derived from facts, first match wins; none is stored. */
export function apiKeyStatus(
  key: KeyFacts,
  grant: GrantFacts,
  application: ApplicationFacts,
  now: Date,
): ApiKeyStatus {
  if (key.revokedAt) return "REVOKED";
  if (key.expiresAt && key.expiresAt <= now) return "EXPIRED";
  if (grant.decision?.verdict === "REJECTED") return "REJECTED";
  if (!grant.decision) return "AWAITING_APPROVAL";
  if (!key.provisionedAt) return "PROVISIONING";
  if (application.deactivatedAt) return "SUSPENDED";
  return "ACTIVE";
}

export function grantStatus(grant: GrantFacts): GrantStatus {
  return grant.decision?.verdict ?? "AWAITING_APPROVAL";
}

export function applicationStatus(application: ApplicationFacts): ApplicationStatus {
  return application.deactivatedAt ? "DEACTIVATED" : "ACTIVE";
}
