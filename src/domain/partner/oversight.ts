import type { Developer } from "../developer/developer.js";
import { operatorsReason, withAppointed } from "./standing.js";
import { type Change, changed, type PartnerState } from "./state.js";

// R37: what operators do about a company, with a reason that its members are told.

/** Throws INVALID. */
export function suspended(partner: PartnerState, text: string, now: Date): Change | null {
  const reason = operatorsReason(text);
  if (partner.suspension) return null;
  const next = { ...partner, suspension: { at: now, reason }, updatedAt: now };
  return changed(next, { type: "PartnerSuspended", partnerId: partner.id, reason, at: now });
}

/** Throws INVALID. */
export function resumed(partner: PartnerState, text: string, now: Date): Change | null {
  const reason = operatorsReason(text);
  if (!partner.suspension) return null;
  const next = { ...partner, suspension: null, updatedAt: now };
  return changed(next, { type: "PartnerResumed", partnerId: partner.id, reason, at: now });
}

/** Throws INVALID, NOT_A_MEMBER. */
export function adminAppointed(
  partner: PartnerState,
  developer: Developer,
  text: string,
  now: Date,
): Change | null {
  const reason = operatorsReason(text);
  const members = withAppointed(partner, developer, now);
  if (members === partner.members) return null;
  const { id: developerId } = developer;
  const isNew = members.length > partner.members.length;
  const joinRequests = partner.joinRequests.filter((each) => each.developerId !== developerId);
  const next = { ...partner, members, joinRequests, updatedAt: now };
  const facts = { partnerId: partner.id, developerId, isNew, reason, at: now };
  return changed(next, { type: "AdminAppointed", ...facts });
}
