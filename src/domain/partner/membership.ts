import type { Id } from "../id.js";
import type { MemberRole } from "./members.js";

declare const proof: unique symbol;

/** Proof that a developer is a member of the partner. Only `Partner` hands it out. */
export interface Member {
  readonly partnerId: Id<"prt">;
  readonly developerId: Id<"dev">;
  readonly role: MemberRole;
  readonly [proof]: "member";
}

/** Proof that a developer is no longer a member of the partner. Only `Partner` hands it out. */
export interface FormerMember {
  readonly partnerId: Id<"prt">;
  readonly developerId: Id<"dev">;
  readonly [proof]: "former member";
}

/** Proof that a member meets everything that registering an application needs (R10). */
export interface ReadyMember extends Member {
  readonly isReady: true;
}

/** Whose applications somebody else has from now on (R9). */
export interface HandOver {
  readonly former: FormerMember;
  readonly successor: Member;
}
