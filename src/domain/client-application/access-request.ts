import type { ApiEnvironment } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { assertNotConcerned, type Reviewer } from "../partner/reviewer.js";
import { plainText } from "../text.js";
import { type DetailKey, reviewedOf } from "./details.js";
import type { RequestFacts } from "./events.js";
import type { AccessGrantState, AccessRequestState, ClientApplicationState, Making } from "./state.js";

/** R17: asks for these products in the environment; decided at once where that needs no approval. */
export function newRequest(
  environment: ApiEnvironment,
  productIds: readonly Id<"prd">[],
  { newId, now }: Making,
): AccessRequestState {
  const isAutomatic = environment.accessPolicy === "AUTOMATIC";
  return {
    id: newId("req"),
    productIds,
    requestedAt: now,
    note: null,
    decision: isAutomatic ? approvedByPolicy(now) : null,
    changedDetails: [],
  };
}

/** R17: by nobody, where the environment needs no approval. */
export function approvedByPolicy(now: Date): Decision {
  return { verdict: "APPROVED", at: now, reason: null, byId: null };
}

/** The request that covers the product in this environment: the last one that asks for it. */
export function requestFor<Request extends Pick<AccessRequestState, "productIds">>(
  { requests }: { readonly requests: readonly Request[] },
  productId: Id<"prd">,
): Request | undefined {
  return requests.findLast(({ productIds }) => productIds.includes(productId));
}

type Decision = NonNullable<AccessRequestState["decision"]>;
type Requests = Pick<AccessGrantState, "requests">;

export function isApproved(request: Pick<AccessRequestState, "decision"> | undefined): boolean {
  return request?.decision?.verdict === "APPROVED";
}

export function hasApproval({ requests }: Requests): boolean {
  return requests.some(isApproved);
}

export function awaitsDecision({ requests }: Requests): boolean {
  return requests.some(({ decision }) => !decision);
}

/** Who decided by hand has to learn of what they looked at and is another now. */
export function needsReview({ requests }: Requests, changed: readonly DetailKey[]): boolean {
  return reviewedOf(changed).length > 0 && requests.some(isApprovedByHand);
}

/** The grant, its approvals marked with what has changed since. */
export function withChangedDetails(grant: AccessGrantState, changed: readonly DetailKey[]): AccessGrantState {
  if (!needsReview(grant, changed)) return grant;
  const keys = reviewedOf(changed);
  const requests = grant.requests.map((request) =>
    isApprovedByHand(request)
      ? { ...request, changedDetails: [...new Set([...request.changedDetails, ...keys])] }
      : request,
  );
  return { ...grant, requests };
}

export function hasUnseenChanges({ changedDetails }: Pick<AccessRequestState, "changedDetails">): boolean {
  return changedDetails.length > 0;
}

function isApprovedByHand(request: AccessRequestState): boolean {
  return isApproved(request) && request.decision?.byId !== null;
}

/** What was removed is asked for no longer; a request for nothing is gone. */
export function withoutProducts(
  requests: readonly AccessRequestState[],
  kept: readonly string[],
): readonly AccessRequestState[] {
  return requests.flatMap((request) => {
    const productIds = request.productIds.filter((id) => kept.includes(id));
    if (productIds.length === request.productIds.length) return [request];
    return productIds.length > 0 ? [{ ...request, productIds }] : [];
  });
}

/** Throws NOT_FOUND. */
export function findRequest(
  { grants }: ClientApplicationState,
  requestId: Id<"req">,
): { readonly grant: AccessGrantState; readonly request: AccessRequestState } {
  for (const grant of grants) {
    const request = grant.requests.find(({ id }) => id === requestId);
    if (request) return { grant, request };
  }
  return refuse("NOT_FOUND", "There is no such access request.", ["accessRequestId"]);
}

export function withRequest(grant: AccessGrantState, next: AccessRequestState): AccessGrantState {
  return { ...grant, requests: grant.requests.map((other) => (other.id === next.id ? next : other)) };
}

/** R17: decided once, never by somebody of the applying partner. Throws OWN_PARTNER, ALREADY_DECIDED. */
export function decided(
  request: AccessRequestState,
  by: Reviewer,
  decision: { readonly verdict: "APPROVED" | "REJECTED"; readonly reason: string | null },
  now: Date,
): AccessRequestState {
  assertMayReview(request, by);
  if (request.decision) {
    refuse("ALREADY_DECIDED", `This request has already been ${request.decision.verdict.toLowerCase()}.`, [
      "accessRequestId",
    ]);
  }
  return { ...request, decision: { ...decision, at: now, byId: by.developerId } };
}

/** R17. Throws OWN_PARTNER. */
export function assertMayReview({ requestedAt: since }: AccessRequestState, by: Reviewer): void {
  assertNotConcerned(by, { since, what: "the request was made", path: ["accessRequestId"] });
}

/** Throws INVALID. */
export function decisionReason(reason: string): string {
  return plainText(reason, { label: "The reason", min: 1, max: 1000, path: ["reason"] });
}

/** What an owner answers to it. Throws INVALID. */
export function requestNote(note: string): string {
  return plainText(note, { label: "The note", min: 1, max: 1000, path: ["note"] });
}

/** A rejected request waits for a decision again. Throws ALREADY_DECIDED for an approved one, INVALID. */
export function requestedAgain(request: AccessRequestState, note: string, now: Date): AccessRequestState {
  if (!request.decision) {
    refuse("INVALID", "This request is still waiting for a decision.", ["accessRequestId"]);
  }
  if (request.decision.verdict === "APPROVED") {
    refuse("ALREADY_DECIDED", "Access has been approved; there is nothing to ask for.", ["accessRequestId"]);
  }
  return { ...request, requestedAt: now, decision: null, note: requestNote(note) };
}

/** How events name a request. */
export function requestFacts(
  { id: grantId, environmentId }: AccessGrantState,
  { id: accessRequestId, productIds }: AccessRequestState,
): RequestFacts {
  return { accessRequestId, grantId, environmentId, productIds };
}
