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
  readonly suspension: object | null;
  readonly joiningPolicy: JoiningPolicy;
  readonly members: readonly MemberState[];
  readonly invitations: readonly InvitationState[];
  readonly joinRequests: readonly JoinRequestState[];
  readonly formerAddressHashes: readonly string[];
}

/** What keeps somebody from being a member of their company; null when nothing does. */
export type JoiningStatus = "AWAITING_CONSENT" | "INVITATION_NEEDED" | "DECLINED" | "COMPANY_SUSPENDED";

/**
 * What comes of a newcomer's arrival; null when nothing does. Who was removed (R9) or declined comes back by invitation
 * alone. Where there is no ADMIN who could consent, the company is as open as one that is founded (R3). A suspended company
 * takes nobody in, whatever it has chosen (R37): who would join asks to, and once it is resumed its policy decides.
 */
export function arrivalOf(newcomer: Newcomer, partner: Joinable, now: Date): "JOINS" | "REQUESTS" | null {
  const { id, state } = newcomer.developer;
  const { joiningPolicy, members, invitations, joinRequests, formerAddressHashes, suspension } = partner;
  if (members.some(({ developerId }) => developerId === id)) return null;
  const isInvited = invitations.some((invitation) => isOpenFor(invitation, state.email, now));
  if (isInvited && !suspension) return "JOINS";
  const request = joinRequests.find(({ developerId }) => developerId === id);
  if (request ? isDeclined(request) : wasMember(newcomer, formerAddressHashes)) return null;
  const isOpen = joiningPolicy === "OPEN" || !members.some(({ role }) => role === "ADMIN");
  if (isOpen && !suspension) return "JOINS";
  return request ? null : "REQUESTS";
}

/** R38. While it is not, it waits for an ADMIN. */
export function isDeclined({ declinedAt }: Pick<JoinRequestState, "declinedAt">): boolean {
  return declinedAt !== null;
}

/** Throws NOT_FOUND. */
export function joinRequestOf(
  requests: readonly JoinRequestState[],
  developerId: Id<"dev">,
): JoinRequestState {
  const found = requests.find((request) => request.developerId === developerId);
  return found ?? refuse("NOT_FOUND", "There is no such join request.", ["developerId"]);
}

/** Of somebody who is no member: their request, if there is one, and their company's policy and standing. */
export function joiningStatus(
  request: Pick<JoinRequestState, "declinedAt"> | null,
  policy: JoiningPolicy | null,
  isSuspended: boolean,
): JoiningStatus {
  if (request && isDeclined(request)) return "DECLINED";
  if (isSuspended) return "COMPANY_SUSPENDED";
  return request && policy !== "INVITATION" ? "AWAITING_CONSENT" : "INVITATION_NEEDED";
}
