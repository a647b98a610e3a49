import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { withdrawnWith } from "./inviting.js";
import { type MemberState, withoutMember } from "./members.js";
import { type Change, changed, type PartnerState } from "./state.js";

/** Who stays when a member goes whom nobody has removed; and who takes over what they own, with the role ADMIN. */
export interface Succession {
  readonly members: readonly MemberState[];
  /** Null when nobody stays. */
  readonly successorId: Id<"dev"> | null;
  /** They were no ADMIN before, and are one now, since a partner always has one (R8). */
  readonly isAppointed: boolean;
}

/** The ADMIN who has been a member longest takes over; where none stays, the member who has. */
export function successionOf(members: readonly MemberState[], leaverId: Id<"dev">): Succession {
  const staying = members
    .filter(({ developerId }) => developerId !== leaverId)
    .sort((one, other) => one.joinedAt.getTime() - other.joinedAt.getTime());
  const successor = staying.find(({ role }) => role === "ADMIN") ?? staying[0];
  return {
    members: staying.map((member) => (member === successor ? { ...member, role: "ADMIN" } : member)),
    successorId: successor?.developerId ?? null,
    isAppointed: successor?.role === "MEMBER",
  };
}

/** How many members and applications a company has, those of whoever leaves included. */
export interface LeftBehind {
  readonly members: number;
  readonly applications: number;
}

interface Removal {
  readonly developerId: Id<"dev">;
  readonly isOwnWish: boolean;
  readonly isForCause: boolean;
}

/** R8, R9, R38. Throws NOT_A_MEMBER, LAST_ADMIN. */
export function memberRemoved(partner: PartnerState, removal: Removal, now: Date): Change {
  const members = withoutMember(partner.members, removal.developerId);
  const proposesConsent = removal.isForCause && partner.joiningPolicy === "OPEN";
  const proposed = proposesConsent ? "CONSENT" : partner.proposedJoiningPolicy;
  return changed(
    { ...partner, members, proposedJoiningPolicy: proposed, updatedAt: now },
    { type: "MemberRemoved", partnerId: partner.id, ...removal },
  );
}

/** What is to be settled once a member has gone (R9). */
export interface Legacy {
  readonly developerId: Id<"dev">;
  readonly email: string;
  /** Who owns the applications from now on; null where there are none. */
  readonly successorId: Id<"dev"> | null;
  readonly applicationIds: readonly Id<"app">[];
}

/** R9: the invitations that they sent, or got, end as well. Null when there was nothing to settle. */
export function membershipConcluded(
  partner: PartnerState,
  { email, ...legacy }: Legacy,
  now: Date,
): Change | null {
  const invitations = withdrawnWith(partner.invitations, { developerId: legacy.developerId, email }, now);
  const ended = invitations.filter((each, index) => each !== partner.invitations[index]);
  if (legacy.applicationIds.length === 0 && ended.length === 0) return null;
  const invitationIds = ended.map(({ id }) => id);
  return changed(
    { ...partner, invitations, updatedAt: now },
    { type: "MembershipConcluded", partnerId: partner.id, ...legacy, invitationIds, at: now },
  );
}

/** R2, R8. */
export function memberMovedAway(
  partner: PartnerState,
  developerId: Id<"dev">,
  { members, successorId, isAppointed }: Succession,
  now: Date,
): Change {
  const { id: partnerId } = partner;
  const appointed = { type: "MemberRoleChanged", partnerId, role: "ADMIN" } as const;
  return changed(
    { ...partner, members, updatedAt: now },
    { type: "MemberMovedAway", partnerId, developerId, successorId },
    ...(successorId && isAppointed ? [{ ...appointed, developerId: successorId }] : []),
  );
}

/** Who is alone in the company takes it along. */
export function dissolved(partner: PartnerState, developerId: Id<"dev">, now: Date): Change {
  const { id: partnerId, domains } = partner;
  const event = { type: "PartnerDissolved", partnerId, developerId, domains } as const;
  return changed({ ...partner, members: [], updatedAt: now }, event);
}

/** Throws OWNS_APPLICATIONS. */
export function assertNothingLeft({ applications }: LeftBehind): void {
  if (applications === 0) return;
  const [what, them] =
    applications === 1 ? ["an application", "it"] : [`${applications} applications`, "them"];
  refuse("OWNS_APPLICATIONS", `Your company still has ${what}; delete ${them} first.`);
}
