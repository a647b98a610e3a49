import { refuse } from "./domain-error.js";

/** How much of each there may be at a time; whoever runs the platform chooses. */
export interface Quotas {
  readonly applicationsOfPartner: number;
  /** Tokens that work. */
  readonly tokensOfDeveloper: number;
  readonly tokensOfPartner: number;
  /** Invitations that can still be accepted. */
  readonly openInvitationsOfPartner: number;
}

export const usualQuotas: Quotas = {
  applicationsOfPartner: 500,
  tokensOfDeveloper: 50,
  tokensOfPartner: 50,
  openInvitationsOfPartner: 200,
};

/** Throws LIMIT_REACHED. */
export function assertRoomForApplication(existing: number, { applicationsOfPartner: most }: Quotas): void {
  if (existing < most) return;
  refuse("LIMIT_REACHED", `Your company may have at most ${most} applications; delete one first.`);
}

/** `open`: besides the one that is to be sent. Throws LIMIT_REACHED. */
export function assertRoomForInvitation(open: number, { openInvitationsOfPartner: most }: Quotas): void {
  if (open < most) return;
  refuse("LIMIT_REACHED", `Your company may have at most ${most} open invitations; withdraw one first.`);
}
