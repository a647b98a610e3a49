import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { plainText } from "../text.js";
import { emailDomain } from "./email-domain.js";
import type { MemberState } from "./members.js";

/** R37: everything of the company has stopped, and the reason that its members were told. */
export interface Suspension {
  readonly at: Date;
  readonly reason: string;
}

/** Why operators act on a company or a person: whom it concerns is told. Throws INVALID. */
export function operatorsReason(reason: string): string {
  return plainText(reason, { label: "The reason", min: 1, max: 1000, path: ["reason"] });
}

/** R37: nothing of a suspended company is changed by its members. Throws PARTNER_SUSPENDED. */
export function assertNotSuspended(isSuspended: boolean): void {
  if (!isSuspended) return;
  const message =
    "Your company is suspended: operators of the platform have to resume it first. Write to them if you do not know why.";
  refuse("PARTNER_SUSPENDED", message);
}

interface Appointee {
  readonly id: Id<"dev">;
  readonly state: { readonly email: string };
}

/**
 * R37: the members with this one as an ADMIN; the same when they are one already. Who is no member, as they were removed
 * by a hostile founder, becomes one by it. Throws NOT_A_MEMBER for somebody with an address at none of the domains.
 */
export function withAppointed(
  { members, domains }: { readonly members: readonly MemberState[]; readonly domains: readonly string[] },
  { id: developerId, state }: Appointee,
  now: Date,
): readonly MemberState[] {
  const member = members.find((each) => each.developerId === developerId);
  if (member?.role === "ADMIN") return members;
  if (member) return members.map((other) => (other === member ? { ...member, role: "ADMIN" } : other));
  if (!domains.includes(emailDomain(state.email))) {
    const message =
      "Only a member, or somebody with an address at one of the company's domains, can be its ADMIN.";
    refuse("NOT_A_MEMBER", message, ["developerId"]);
  }
  return [...members, { developerId, role: "ADMIN", joinedAt: now }];
}
