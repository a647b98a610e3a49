import { refuse } from "../domain-error.js";
import type { Born, Id } from "../id.js";
import {
  assertMayBeSent,
  forgotten,
  type InvitationState,
  invitedAddress,
  isOpenFor,
  newInvitation,
  resent,
  withdrawn,
} from "./invitation.js";
import { isMember } from "./members.js";
import { type Change, changed, type PartnerState } from "./state.js";

/** Who is to be invited: the developer is known when the address belongs to one. */
export interface Invitee {
  readonly email: string;
  readonly developerId: Id<"dev"> | null;
}

/** Who sends invitation mails, and how many they have sent of late (R7). */
interface Sender {
  readonly developerId: Id<"dev">;
  readonly mails: number;
}

/** R7. Throws INVALID, DIFFERENT_EMAIL_DOMAIN, ALREADY_A_MEMBER, ALREADY_INVITED, LIMIT_REACHED. */
export function invited(
  partner: PartnerState,
  invitee: Invitee,
  sender: Sender,
  { id, now }: Born<"inv">,
): Change {
  const email = invitedAddress(invitee.email, partner.domains);
  if (invitee.developerId && isMember(partner.members, invitee.developerId)) {
    refuse("ALREADY_A_MEMBER", "This address already belongs to a member of your company.", ["email"]);
  }
  const earlier = partner.invitations.filter((invitation) => invitation.email === email);
  if (earlier.some((invitation) => isOpenFor(invitation, email, now))) {
    const message = "This address has already been invited; you can send the invitation again.";
    refuse("ALREADY_INVITED", message, ["email"]);
  }
  assertMayBeSent(earlier, sender.mails, ["email"], now);
  const invitations = [...partner.invitations, newInvitation(id, email, sender.developerId, now)];
  const event = { type: "InvitationSent", partnerId: partner.id, invitationId: id, count: 1 } as const;
  return changed({ ...partner, invitations }, event);
}

/** R7. Throws NOT_FOUND, ALREADY_A_MEMBER, INVALID, LIMIT_REACHED. */
export function invitedAgain(
  partner: PartnerState,
  invitationId: Id<"inv">,
  sender: Sender,
  now: Date,
): Change {
  const invitation = invitationOf(partner, invitationId);
  const again = resent(invitation, sender.developerId, now);
  const toAddress = partner.invitations.filter(({ email }) => email === invitation.email);
  assertMayBeSent(toAddress, sender.mails, ["invitationId"], now);
  const count = again.sendings.length;
  const event = { type: "InvitationSent", partnerId: partner.id, invitationId, count } as const;
  return changed(withInvitation(partner, invitation, again), event);
}

/** R7. Throws NOT_FOUND, ALREADY_A_MEMBER. */
export function invitationWithdrawn(
  partner: PartnerState,
  invitationId: Id<"inv">,
  now: Date,
): Change | null {
  const invitation = invitationOf(partner, invitationId);
  const next = withdrawn(invitation, now);
  if (next === invitation) return null;
  const event = { type: "InvitationWithdrawn", partnerId: partner.id, invitationId } as const;
  return changed(withInvitation(partner, invitation, next), event);
}

/**
 * R9: what somebody has sent, and nobody else has sent again since, is open no longer than they are a member; nor is what
 * was sent to an address that they have moved to meanwhile.
 */
export function withdrawnWith(
  invitations: readonly InvitationState[],
  { developerId, email }: { readonly developerId: Id<"dev">; readonly email: string },
  now: Date,
): readonly InvitationState[] {
  return invitations.map((invitation) => {
    const isOnlyTheirs = invitation.sendings.every(({ byId }) => byId === developerId);
    const ends = isOnlyTheirs || invitation.email === email;
    return ends && isOpenFor(invitation, invitation.email, now) ? withdrawn(invitation, now) : invitation;
  });
}

/** What is kept of the invitations to this address names nobody. */
export function inviteeForgotten(partner: PartnerState, email: string, now: Date): Change | null {
  const concerned = partner.invitations.filter((invitation) => invitation.email === email);
  if (concerned.length === 0) return null;
  const invitations = partner.invitations.map((invitation) =>
    concerned.includes(invitation) ? forgotten(invitation, now) : invitation,
  );
  const invitationIds = concerned.map(({ id }) => id);
  const event = { type: "InviteeForgotten", partnerId: partner.id, invitationIds } as const;
  return changed({ ...partner, invitations }, event);
}

function invitationOf(partner: PartnerState, invitationId: Id<"inv">): InvitationState {
  const found = partner.invitations.find(({ id }) => id === invitationId);
  return found ?? refuse("NOT_FOUND", "There is no such invitation.", ["invitationId"]);
}

function withInvitation(partner: PartnerState, old: InvitationState, next: InvitationState): PartnerState {
  const invitations = partner.invitations.map((other) => (other === old ? next : other));
  return { ...partner, invitations };
}
