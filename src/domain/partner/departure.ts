import type { Id } from "../id.js";
import type { MemberState } from "./members.js";

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
