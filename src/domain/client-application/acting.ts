import { refuse } from "../domain-error.js";
import type { Member } from "../partner/partner.js";
import { assertNotSuspended } from "../partner/standing.js";
import { isOwner } from "./owners.js";
import type { ClientApplicationState } from "./state.js";

/** What of an application decides who may act on it. */
export type ActedOn = Pick<
  ClientApplicationState,
  "partnerId" | "ownerId" | "coOwnerIds" | "isPartnerSuspended"
>;

/** Who acts: a member, or what is read of one to tell them beforehand. */
export type Acting = Pick<Member, "partnerId" | "developerId" | "role">;

/** R18. Throws NOT_FOUND. */
export function assertVisible({ partnerId }: ActedOn, by: Acting): void {
  if (by.partnerId !== partnerId) refuse("NOT_FOUND", "There is no such client application.");
}

/** R21. Throws NOT_FOUND, NOT_AN_OWNER. */
export function assertOwner(application: ActedOn, by: Acting): void {
  assertVisible(application, by);
  if (!isOwner(application, by.developerId)) {
    refuse("NOT_AN_OWNER", "Only the owner and the co-owners of the application may do this.");
  }
}

/**
 * R21, R37: while the partner is suspended, its members may revoke, and nothing else. Throws NOT_FOUND, NOT_AN_OWNER,
 * PARTNER_SUSPENDED.
 */
export function assertMayChange(application: ActedOn, by: Acting): void {
  assertOwner(application, by);
  assertNotSuspended(application.isPartnerSuspended);
}

/**
 * R23, R37: the owner, or for an owner who is no longer a member an ADMIN. Throws NOT_FOUND, PARTNER_SUSPENDED,
 * NOT_AN_OWNER.
 */
export function assertMayTransfer(application: ActedOn, by: Acting, ownerHasLeft: boolean): void {
  assertVisible(application, by);
  assertNotSuspended(application.isPartnerSuspended);
  if (by.developerId === application.ownerId || (ownerHasLeft && by.role === "ADMIN")) return;
  refuse("NOT_AN_OWNER", "Only the owner may transfer the ownership.");
}

/** R31. Throws NOT_FOUND, NOT_AN_OWNER, PARTNER_SUSPENDED, NAME_NOT_CONFIRMED. */
export function assertMayDelete(
  application: ActedOn & Pick<ClientApplicationState, "name">,
  by: Acting,
  confirmName: string,
): void {
  assertMayChange(application, by);
  if (confirmName.normalize("NFC").trim() === application.name) return;
  refuse("NAME_NOT_CONFIRMED", "To delete the application for good, type its name exactly.", ["confirmName"]);
}
