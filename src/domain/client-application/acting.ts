import type { CompanyToken } from "../access-token/company-token.js";
import { refuse } from "../domain-error.js";
import type { Member } from "../partner/partner.js";
import { assertNotSuspended } from "../partner/standing.js";
import { lineAsKept } from "../text.js";
import { isOwner } from "./owners.js";
import type { ClientApplicationState } from "./state.js";

/** What of an application decides who may act on it. */
export type ActedOn = Pick<
  ClientApplicationState,
  "id" | "partnerId" | "ownerId" | "coOwnerIds" | "isPartnerSuspended"
>;

/** A member who acts, or what is read of one to tell them beforehand. */
export type ActingMember = Pick<Member, "partnerId" | "developerId" | "role">;

/** Who acts: a member, or a token of the company's; or what is read of either. */
export type Acting = ActingMember | Pick<CompanyToken, "partnerId" | "applicationIds">;

/** R20: who owns an application is for people to say. Throws NOT_AN_OWNER. */
export function memberWhoActs(by: Acting): ActingMember {
  if (!("applicationIds" in by)) return by;
  refuse(
    "NOT_AN_OWNER",
    "A token of the company's owns nothing: who owns an application is for people to say.",
  );
}

/** R18: to a company's token, what it does not name does not exist. Throws NOT_FOUND. */
export function assertVisible({ id, partnerId }: ActedOn, by: Acting): void {
  const isNamed = !("applicationIds" in by) || by.applicationIds.includes(id);
  if (by.partnerId !== partnerId || !isNamed) refuse("NOT_FOUND", "There is no such client application.");
}

/** R18, R21: whether that is one of the owners, or a company's token that names it. */
export function isOwnedBy(application: ActedOn, by: Acting): boolean {
  if (by.partnerId !== application.partnerId) return false;
  return "applicationIds" in by
    ? by.applicationIds.includes(application.id)
    : isOwner(application, by.developerId);
}

/** R21: the owners, and a company's token that names it. Throws NOT_FOUND, NOT_AN_OWNER. */
export function assertOwner(application: ActedOn, by: Acting): void {
  assertVisible(application, by);
  if (!isOwnedBy(application, by)) {
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
export function assertMayTransfer(application: ActedOn, by: ActingMember, ownerHasLeft: boolean): void {
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
  if (lineAsKept(confirmName) === application.name) return;
  refuse("NAME_NOT_CONFIRMED", "To delete the application for good, type its name exactly.", ["confirmName"]);
}
