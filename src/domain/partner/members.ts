import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";

export type MemberRole = "ADMIN" | "MEMBER";

export interface MemberState {
  readonly developerId: Id<"dev">;
  readonly role: MemberRole;
  readonly joinedAt: Date;
}

export function isMember(members: readonly MemberState[], developerId: Id<"dev">): boolean {
  return members.some((member) => member.developerId === developerId);
}

/** Throws NOT_A_MEMBER. */
export function memberOf(
  members: readonly MemberState[],
  developerId: Id<"dev">,
  path: readonly string[] = ["developerId"],
): MemberState {
  const found = members.find((member) => member.developerId === developerId);
  return found ?? refuse("NOT_A_MEMBER", "The developer is not a member of this partner.", path);
}

/** R8. Throws NOT_A_MEMBER, LAST_ADMIN. */
export function withRole(
  members: readonly MemberState[],
  developerId: Id<"dev">,
  role: MemberRole,
): readonly MemberState[] {
  const member = memberOf(members, developerId);
  if (member.role === role) return members;
  assertAdminStays(member.role, adminsOf(members));
  return members.map((other) => (other === member ? { ...member, role } : other));
}

/** R8. Throws NOT_A_MEMBER, LAST_ADMIN. */
export function withoutMember(
  members: readonly MemberState[],
  developerId: Id<"dev">,
): readonly MemberState[] {
  const member = memberOf(members, developerId);
  assertAdminStays(member.role, adminsOf(members));
  return members.filter((other) => other !== member);
}

/** R8: when one of them with this role goes, or is given another, of `admins` that there are. Throws LAST_ADMIN. */
export function assertAdminStays(role: MemberRole, admins: number): void {
  if (role !== "ADMIN" || admins > 1) return;
  refuse("LAST_ADMIN", "A company always has an ADMIN; make someone else one first.", ["developerId"]);
}

const adminsOf = (members: readonly MemberState[]) => members.filter(({ role }) => role === "ADMIN").length;
