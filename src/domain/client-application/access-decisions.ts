import type { ApiEnvironment } from "../catalogue/api-environment.js";
import type { Id } from "../id.js";
import type { Reviewer } from "../partner/reviewer.js";
import {
  approvedByPolicy,
  assertMayReview,
  decided,
  decisionReason,
  findRequest,
  hasUnseenChanges,
  requestedAgain,
  requestFacts,
  withRequest,
} from "./access-request.js";
import type { GrantChange } from "./grant-change.js";
import type { ClientApplicationState } from "./state.js";

/** R17. Throws NOT_FOUND, OWN_PARTNER, ALREADY_DECIDED. */
export function accessApproved(
  state: ClientApplicationState,
  by: Reviewer,
  requestId: Id<"req">,
  now: Date,
): GrantChange {
  const { grant, request } = findRequest(state, requestId);
  const next = decided(request, by, { verdict: "APPROVED", reason: null }, now);
  const happening = { type: "AccessApproved", ...requestFacts(grant, next) } as const;
  return { grant: withRequest(grant, next), happening };
}

/** R17: what waits in an environment that needs no approval, decided; null when there is nothing. */
export function nextApprovedByPolicy(
  { grants }: ClientApplicationState,
  { id, accessPolicy }: Pick<ApiEnvironment, "id" | "accessPolicy">,
  now: Date,
): GrantChange | null {
  const grant = grants.find(({ environmentId }) => environmentId === id);
  const request = grant?.requests.find(({ decision }) => !decision);
  if (accessPolicy !== "AUTOMATIC" || !grant || !request) return null;
  const next = { ...request, decision: approvedByPolicy(now) };
  const happening = { type: "AccessApprovedByPolicy", ...requestFacts(grant, next) } as const;
  return { grant: withRequest(grant, next), happening };
}

/** R17. Throws NOT_FOUND, INVALID, OWN_PARTNER, ALREADY_DECIDED. */
export function accessRejected(
  state: ClientApplicationState,
  by: Reviewer,
  { requestId, reason }: { readonly requestId: Id<"req">; readonly reason: string },
  now: Date,
): GrantChange {
  const { grant, request } = findRequest(state, requestId);
  const text = decisionReason(reason);
  const next = decided(request, by, { verdict: "REJECTED", reason: text }, now);
  const happening = { type: "AccessRejected", ...requestFacts(grant, next), reason: text } as const;
  return { grant: withRequest(grant, next), happening };
}

/** R17. Null when nothing is left to be seen. Throws NOT_FOUND, OWN_PARTNER. */
export function accessChangesSeen(
  state: ClientApplicationState,
  by: Reviewer,
  requestId: Id<"req">,
): GrantChange | null {
  const { grant, request } = findRequest(state, requestId);
  assertMayReview(request, by);
  if (!hasUnseenChanges(request)) return null;
  const happening = { type: "AccessChangesSeen", ...requestFacts(grant, request) } as const;
  return { grant: withRequest(grant, { ...request, changedDetails: [] }), happening };
}

/** R17. Throws NOT_FOUND, ALREADY_DECIDED, INVALID. */
export function accessRequestedAgain(
  state: ClientApplicationState,
  requestId: Id<"req">,
  note: string,
  now: Date,
): GrantChange {
  const { grant, request } = findRequest(state, requestId);
  const next = requestedAgain(request, note, now);
  const happening = { type: "AccessRequestedAgain", ...requestFacts(grant, next) } as const;
  return { grant: withRequest(grant, next), happening };
}
