import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { emailDomain, normalizedEmail } from "./email-domain.js";

export interface InvitationState {
  readonly id: Id<"inv">;
  /** In compared form. */
  readonly email: string;
  readonly invitedById: Id<"dev">;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
  /** Every mail that was sent for it. */
  readonly sendings: readonly Sending[];
}

export interface Sending {
  readonly byId: Id<"dev">;
  readonly at: Date;
}

export type InvitationStatus = "PENDING" | "ACCEPTED" | "EXPIRED" | "WITHDRAWN";

const hour = 3_600_000;
const day = 24 * hour;
/** R7. */
const lifetime = 14 * day;
/** How many invitation mails one address may get, and one member may send, and within what time. */
const mailsToAddress = { most: 3, within: day };
const mailsOfMember = { most: 30, within: hour };

/** After when the mails that a member has sent count against one more (R7). */
export function memberMailsCountSince(now: Date): Date {
  return new Date(now.getTime() - mailsOfMember.within);
}

/** Derived, first match wins; by the clock, so nothing has to happen for it to expire (R7). */
export function invitationStatus(
  { acceptedAt, withdrawnAt, expiresAt }: Pick<InvitationState, "acceptedAt" | "withdrawnAt" | "expiresAt">,
  now: Date,
): InvitationStatus {
  if (acceptedAt) return "ACCEPTED";
  if (withdrawnAt) return "WITHDRAWN";
  return expiresAt <= now ? "EXPIRED" : "PENDING";
}

export function isOpenFor(invitation: InvitationState, email: string, now: Date): boolean {
  return invitation.email === email && invitationStatus(invitation, now) === "PENDING";
}

/** The address in compared form. Throws INVALID, DIFFERENT_EMAIL_DOMAIN (R7). */
export function invitedAddress(email: string, domains: readonly string[]): string {
  const address = normalizedEmail(email);
  if (!domains.includes(emailDomain(address))) {
    const message = `Only addresses at ${domains.join(" or ")} can join your company; others join their own.`;
    refuse("DIFFERENT_EMAIL_DOMAIN", message, ["email"]);
  }
  return address;
}

export function newInvitation(id: Id<"inv">, email: string, byId: Id<"dev">, now: Date): InvitationState {
  return {
    id,
    email,
    invitedById: byId,
    createdAt: now,
    expiresAt: new Date(now.getTime() + lifetime),
    acceptedAt: null,
    withdrawnAt: null,
    sendings: [{ byId, at: now }],
  };
}

/** R7: sent again, and good for another 14 days. Throws ALREADY_A_MEMBER, INVALID. */
export function resent(invitation: InvitationState, byId: Id<"dev">, now: Date): InvitationState {
  assertOpen(invitation);
  return {
    ...invitation,
    expiresAt: new Date(now.getTime() + lifetime),
    sendings: [...invitation.sendings, { byId, at: now }],
  };
}

/** Withdrawing again changes nothing. Throws ALREADY_A_MEMBER. */
export function withdrawn(invitation: InvitationState, now: Date): InvitationState {
  assertNotAccepted(invitation);
  return invitation.withdrawnAt ? invitation : { ...invitation, withdrawnAt: now };
}

/** Closed, and to an address that is nobody's. */
export function forgotten(invitation: InvitationState, now: Date): InvitationState {
  const withdrawnAt = invitation.withdrawnAt ?? (invitation.acceptedAt ? null : now);
  return { ...invitation, email: `${invitation.id}@deleted.invalid`, withdrawnAt };
}

/** Keeps colleagues, and those who are none, from being flooded. Throws LIMIT_REACHED. */
export function assertMayBeSent(
  toAddress: readonly InvitationState[],
  mailsOfBy: number,
  path: readonly string[],
  now: Date,
): void {
  if (mailsOfBy >= mailsOfMember.most) {
    const message = `You may send at most ${mailsOfMember.most} invitations an hour; try again later.`;
    refuse("LIMIT_REACHED", message, path);
  }
  const since = now.getTime() - mailsToAddress.within;
  const recent = toAddress.flatMap(({ sendings }) => sendings.filter(({ at }) => at.getTime() > since));
  if (recent.length >= mailsToAddress.most) {
    const message = `This address has been sent ${mailsToAddress.most} invitations within a day; try again tomorrow.`;
    refuse("LIMIT_REACHED", message, path);
  }
}

function assertOpen(invitation: InvitationState): void {
  assertNotAccepted(invitation);
  if (!invitation.withdrawnAt) return;
  refuse("INVALID", "This invitation has been withdrawn; invite the address again.", ["invitationId"]);
}

function assertNotAccepted({ acceptedAt }: InvitationState): void {
  if (acceptedAt) refuse("ALREADY_A_MEMBER", "This invitation has been accepted.", ["invitationId"]);
}
