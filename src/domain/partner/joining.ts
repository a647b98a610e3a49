import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { type Newcomer, wasMember } from "./former-members.js";
import { type InvitationState, isOpenFor } from "./invitation.js";
import type { MemberState } from "./members.js";

/** R38: how colleagues of the partner's domains join. Who is invited joins whatever it is (R7). */
export type JoiningPolicy = "OPEN" | "CONSENT" | "INVITATION";

/** A colleague's wish to join. It is gone once they are a member. */
export interface JoinRequestState {
  readonly developerId: Id<"dev">;
  readonly requestedAt: Date;
  /** Null while it waits for an ADMIN. */
  readonly declinedAt: Date | null;
}

/** What of a partner decides about who joins. */
export interface Joinable {
  readonly joiningPolicy: JoiningPolicy;
  readonly members: readonly MemberState[];
  readonly invitations: readonly InvitationState[];
  readonly joinRequests: readonly JoinRequestState[];
  readonly formerAddressHashes: readonly string[];
}

/** What keeps somebody from being a member of their company; null when nothing does. */
export type JoiningStatus = "AWAITING_CONSENT" | "INVITATION_NEEDED" | "DECLINED";

/**
 * What comes of a newcomer's arrival; null when nothing does. Who was removed (R9) or declined comes back by invitation
 * alone. Where there is no ADMIN who could consent, the company is as open as one that is founded (R3).
 */
export function arrivalOf(newcomer: Newcomer, partner: Joinable, now: Date): "JOINS" | "REQUESTS" | null {
  const { id, state } = newcomer.developer;
  const { joiningPolicy, members, invitations, joinRequests, formerAddressHashes } = partner;
  if (members.some(({ developerId }) => developerId === id)) return null;
  if (invitations.some((invitation) => isOpenFor(invitation, state.email, now))) return "JOINS";
  const request = joinRequests.find(({ developerId }) => developerId === id);
  if (request ? request.declinedAt : wasMember(newcomer, formerAddressHashes)) return null;
  if (joiningPolicy === "OPEN" || !members.some(({ role }) => role === "ADMIN")) return "JOINS";
  return request ? null : "REQUESTS";
}

/** Throws NOT_FOUND. */
export function joinRequestOf(
  requests: readonly JoinRequestState[],
  developerId: Id<"dev">,
): JoinRequestState {
  const found = requests.find((request) => request.developerId === developerId);
  return found ?? refuse("NOT_FOUND", "There is no such join request.", ["developerId"]);
}

/** Of somebody who is no member: their request, if there is one, and their company's policy. */
export function joiningStatus(
  request: Pick<JoinRequestState, "declinedAt"> | null,
  policy: JoiningPolicy | null,
): JoiningStatus {
  if (request?.declinedAt) return "DECLINED";
  return request && policy !== "INVITATION" ? "AWAITING_CONSENT" : "INVITATION_NEEDED";
}
