import { refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import type { FormerMember, Member } from "../partner/partner.js";
import type { ClientApplicationState } from "./state.js";

/** R20. */
const maxCoOwners = 20;

type Owners = Pick<ClientApplicationState, "ownerId" | "coOwnerIds">;

/** R20, R21: the owner and co-owners alike. */
export function isOwner({ ownerId, coOwnerIds }: Owners, developerId: Id<"dev">): boolean {
  return ownerId === developerId || isCoOwner({ coOwnerIds }, developerId);
}

/** R20: an owner who is not the one that answers for the application. */
export function isCoOwner({ coOwnerIds }: Pick<Owners, "coOwnerIds">, developerId: Id<"dev">): boolean {
  return coOwnerIds.includes(developerId);
}

/** R20. Throws NOT_A_MEMBER, ALREADY_AN_OWNER, LIMIT_REACHED. */
export function withCoOwner(state: ClientApplicationState, added: Member): ClientApplicationState {
  assertSamePartner(state, added);
  if (isOwner(state, added.developerId)) {
    refuse("ALREADY_AN_OWNER", "This developer is already an owner of the application.", ["developerId"]);
  }
  assertRoomForCoOwner(state);
  return { ...state, coOwnerIds: [...state.coOwnerIds, added.developerId] };
}

/** R20. Throws LIMIT_REACHED. */
export function assertRoomForCoOwner({ coOwnerIds }: Pick<ClientApplicationState, "coOwnerIds">): void {
  if (coOwnerIds.length < maxCoOwners) return;
  refuse("LIMIT_REACHED", `An application may have at most ${maxCoOwners} co-owners.`, ["developerId"]);
}

/** R22. Throws OWNER_CANNOT_BE_REMOVED, NOT_A_CO_OWNER, NOT_AN_OWNER. */
export function withoutCoOwner(
  state: ClientApplicationState,
  by: Member,
  removedId: Id<"dev">,
): ClientApplicationState {
  assertRemovable(state, removedId);
  if (by.developerId !== removedId) assertMayRemoveOthers(state, by);
  return { ...state, coOwnerIds: state.coOwnerIds.filter((id) => id !== removedId) };
}

/** R22: who ceases to be a co-owner. Throws OWNER_CANNOT_BE_REMOVED, NOT_A_CO_OWNER. */
export function assertRemovable(state: Owners, removedId: Id<"dev">): void {
  if (removedId === state.ownerId) {
    refuse("OWNER_CANNOT_BE_REMOVED", "The owner cannot be removed; transfer the ownership first.", [
      "developerId",
    ]);
  }
  assertCoOwner(state, removedId);
}

/** R22. Throws NOT_AN_OWNER. */
export function assertMayRemoveOthers({ ownerId }: Owners, by: Pick<Member, "developerId">): void {
  if (by.developerId !== ownerId) refuse("NOT_AN_OWNER", "Only the owner may remove another co-owner.");
}

/** R23: whether the one who is no longer a member is the owner. */
export function hasLeft(
  { partnerId, ownerId }: Pick<ClientApplicationState, "partnerId" | "ownerId">,
  departed: FormerMember | null,
): boolean {
  return departed?.partnerId === partnerId && departed.developerId === ownerId;
}

/**
 * R23: a co-owner is the owner from now on; once nobody is left who owns any of it, any member. The former owner stays on
 * as co-owner while they are a member (R20). Throws NOT_A_MEMBER, ALREADY_AN_OWNER, NOT_A_CO_OWNER.
 */
export function withOwner(
  state: ClientApplicationState,
  next: Member,
  departed: FormerMember | null,
): ClientApplicationState {
  assertSamePartner(state, next);
  const ownerHasLeft = hasLeft(state, departed);
  if (next.developerId === state.ownerId) {
    refuse("ALREADY_AN_OWNER", "This developer is already the owner.", ["developerId"]);
  }
  // With nobody left who owns any of it, it would be nobody's for ever.
  const isOrphaned = ownerHasLeft && state.coOwnerIds.length === 0;
  if (!isOrphaned) assertCoOwner(state, next.developerId);
  const others = state.coOwnerIds.filter((id) => id !== next.developerId);
  return {
    ...state,
    ownerId: next.developerId,
    coOwnerIds: ownerHasLeft ? others : [...others, state.ownerId],
  };
}

/**
 * R9: after the removal of a member their applications are the successor's, and their co-ownerships end. Throws
 * OWNS_APPLICATIONS without a successor, NOT_A_MEMBER.
 */
export function withoutFormerMember(
  state: ClientApplicationState,
  former: FormerMember,
  successor: Member | null,
): ClientApplicationState {
  const coOwnerIds = state.coOwnerIds.filter((id) => id !== former.developerId);
  if (state.ownerId !== former.developerId) return { ...state, coOwnerIds };
  if (!successor) {
    const message = `The member owns applications (${state.name}); name who takes them over.`;
    refuse("OWNS_APPLICATIONS", message, ["successorId"]);
  }
  assertSamePartner(state, successor);
  return {
    ...state,
    ownerId: successor.developerId,
    coOwnerIds: coOwnerIds.filter((id) => id !== successor.developerId),
  };
}

function assertCoOwner(
  { coOwnerIds }: Pick<ClientApplicationState, "coOwnerIds">,
  developerId: Id<"dev">,
): void {
  if (isCoOwner({ coOwnerIds }, developerId)) return;
  refuse("NOT_A_CO_OWNER", "This developer is not a co-owner of the application.", ["developerId"]);
}

function assertSamePartner({ partnerId }: ClientApplicationState, member: Member): void {
  if (member.partnerId === partnerId) return;
  refuse("NOT_A_MEMBER", "The developer is not a member of this partner.", ["developerId"]);
}
