import { refuse } from "../domain-error.js";
import { isCompanyComplete } from "./company-details.js";
import { emailDomain } from "./email-domain.js";
import type { Member } from "./membership.js";
import { assertNotSuspended } from "./standing.js";
import type { PartnerState } from "./state.js";

/** What of a partner decides who may act on it. */
export type ActedOn = Pick<PartnerState, "id" | "suspension" | "details">;

/** Who acts: a member, or what is read of one to tell them beforehand. */
export type Acting = Pick<Member, "partnerId" | "developerId" | "role">;

/** Throws NOT_FOUND. */
export function assertOfPartner({ id }: Pick<ActedOn, "id">, by: Acting): void {
  if (by.partnerId !== id) refuse("NOT_FOUND", "There is no such partner.");
}

/** R37: members of a suspended company change nothing of it. Throws NOT_FOUND, PARTNER_SUSPENDED. */
export function assertOwn(partner: Pick<ActedOn, "id" | "suspension">, by: Acting): void {
  assertOfPartner(partner, by);
  assertNotSuspended(partner.suspension !== null);
}

/** `what` only ADMINs may do. Throws NOT_FOUND, PARTNER_SUSPENDED, NOT_AN_ADMIN. */
export function assertAdmin(partner: Pick<ActedOn, "id" | "suspension">, by: Acting, what: AdminsAct): void {
  assertOwn(partner, by);
  if (by.role !== "ADMIN") refuse("NOT_AN_ADMIN", `Only an ADMIN of your company may ${what}.`);
}

export type AdminsAct =
  | "choose how colleagues join"
  | "let colleagues in"
  | "decline join requests"
  | "prove its domains"
  | "change roles"
  | "make tokens of the company's"
  | "remove someone else";

/** R6. Throws NOT_FOUND, PARTNER_SUSPENDED, NOT_AN_ADMIN. */
export function assertMayUpdateDetails(partner: ActedOn, by: Acting): void {
  assertOwn(partner, by);
  if (!isCompanyComplete(partner.details) || by.role === "ADMIN") return;
  refuse("NOT_AN_ADMIN", "The company details are complete; only an ADMIN of your company may change them.");
}

/** R2. Throws NOT_FOUND, PARTNER_SUSPENDED, DIFFERENT_EMAIL_DOMAIN. */
export function assertMayMove(
  partner: Pick<PartnerState, "id" | "suspension" | "domains">,
  by: Acting,
  email: string,
): void {
  assertOwn(partner, by);
  if (partner.domains.includes(emailDomain(email))) return;
  const message = `You can move to an address at ${partner.domains.join(" or ")} only.`;
  refuse("DIFFERENT_EMAIL_DOMAIN", message, ["email"]);
}
