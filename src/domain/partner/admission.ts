import type { Developer } from "../developer/developer.js";
import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { emailDomain } from "./email-domain.js";
import { type Newcomer, remembering } from "./former-members.js";
import { isOpenFor } from "./invitation.js";
import {
  arrivalOf,
  isDeclined,
  type JoiningPolicy,
  type JoinRequestState,
  joinRequestOf,
} from "./joining.js";
import { isMember, type MemberRole, withRole } from "./members.js";
import { type Change, changed, type PartnerState } from "./state.js";

/**
 * R2, R3: a later developer of one of the domains joins. An invitation to them is accepted by it (R7). Throws
 * NOT_A_MEMBER.
 */
export function joined(partner: PartnerState, developer: Developer, now: Date): Change | null {
  const { id: developerId, state } = developer;
  if (!partner.domains.includes(emailDomain(state.email))) {
    refuse("NOT_A_MEMBER", "The developer's e-mail domain does not belong to this partner.");
  }
  if (isMember(partner.members, developerId)) return null;
  const invitations = partner.invitations.map((invitation) =>
    isOpenFor(invitation, state.email, now) ? { ...invitation, acceptedAt: now } : invitation,
  );
  const event = { type: "MemberJoined", partnerId: partner.id, developerId } as const;
  return changed({ ...withNewMember(partner, developerId, now), invitations }, event);
}

/** R3, R7, R9, R38. */
export function admitted(partner: PartnerState, newcomer: Newcomer, now: Date): Change | null {
  const arrival = arrivalOf(newcomer, partner, now);
  if (arrival === "JOINS") return joined(partner, newcomer.developer, now);
  return arrival === "REQUESTS" ? requestReceived(partner, newcomer.developer.id, now) : null;
}

/** R38. */
export function joiningPolicyChosen(partner: PartnerState, policy: JoiningPolicy, now: Date): Change | null {
  const { id: partnerId, joiningPolicy, proposedJoiningPolicy } = partner;
  if (policy === joiningPolicy && !proposedJoiningPolicy) return null;
  const next = { ...partner, joiningPolicy: policy, proposedJoiningPolicy: null, updatedAt: now };
  return changed(next, { type: "JoiningPolicyChosen", partnerId, policy });
}

/** R8. Throws NOT_A_MEMBER, LAST_ADMIN. */
export function roleChanged(
  partner: PartnerState,
  developerId: Id<"dev">,
  role: MemberRole,
  now: Date,
): Change | null {
  const members = withRole(partner.members, developerId, role);
  if (members === partner.members) return null;
  const event = { type: "MemberRoleChanged", partnerId: partner.id, developerId, role } as const;
  return changed({ ...partner, members, updatedAt: now }, event);
}

/** R38. Throws NOT_FOUND. */
export function requestAccepted(partner: PartnerState, developerId: Id<"dev">, now: Date): Change | null {
  if (isMember(partner.members, developerId)) return null;
  joinRequestOf(partner.joinRequests, developerId);
  const event = { type: "JoinRequestAccepted", partnerId: partner.id, developerId } as const;
  return changed(withNewMember(partner, developerId, now), event);
}

/** R38. Throws NOT_FOUND. */
export function requestDeclined(partner: PartnerState, developerId: Id<"dev">, now: Date): Change | null {
  const request = joinRequestOf(partner.joinRequests, developerId);
  if (isDeclined(request)) return null;
  const declined = { ...request, declinedAt: now };
  const joinRequests = partner.joinRequests.map((other) => (other === request ? declined : other));
  const event = { type: "JoinRequestDeclined", partnerId: partner.id, developerId } as const;
  return changed({ ...partner, joinRequests }, event);
}

/** Whoever asked is gone. */
export function requestForgotten(partner: PartnerState, developerId: Id<"dev">): Change | null {
  const joinRequests = partner.joinRequests.filter((each) => each.developerId !== developerId);
  if (joinRequests.length === partner.joinRequests.length) return null;
  const event = { type: "JoinRequestForgotten", partnerId: partner.id, developerId } as const;
  return changed({ ...partner, joinRequests }, event);
}

/** R9. */
export function formerMemberRemembered(partner: PartnerState, hashes: readonly string[]): Change | null {
  const formerAddressHashes = remembering(partner.formerAddressHashes, hashes);
  if (formerAddressHashes === partner.formerAddressHashes) return null;
  const event = { type: "FormerMemberRemembered", partnerId: partner.id } as const;
  return changed({ ...partner, formerAddressHashes }, event);
}

/** Whom the company has not known as a member before. */
function requestReceived(partner: PartnerState, developerId: Id<"dev">, now: Date): Change {
  const { id: partnerId, joiningPolicy: policy } = partner;
  const request: JoinRequestState = { developerId, requestedAt: now, declinedAt: null };
  const joinRequests = [...partner.joinRequests, request];
  return changed({ ...partner, joinRequests }, { type: "JoinRequested", partnerId, developerId, policy });
}

/** As MEMBER, or as ADMIN where there is none (R8). Their request is done with. */
function withNewMember(partner: PartnerState, developerId: Id<"dev">, now: Date): PartnerState {
  const { members, joinRequests } = partner;
  const role = members.some((member) => member.role === "ADMIN") ? "MEMBER" : "ADMIN";
  return {
    ...partner,
    members: [...members, { developerId, role, joinedAt: now }],
    joinRequests: joinRequests.filter((request) => request.developerId !== developerId),
    updatedAt: now,
  };
}
