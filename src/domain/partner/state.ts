import type { Id } from "../id.js";
import { type CompanyDetails, noCompanyDetails } from "./company-details.js";
import type { DomainProofState } from "./domain-proof.js";
import type { PartnerEvent } from "./events.js";
import type { InvitationState } from "./invitation.js";
import type { JoiningPolicy, JoinRequestState } from "./joining.js";
import type { MemberState } from "./members.js";
import type { Suspension } from "./standing.js";

/** The facts of a partner, as they are stored. What can be derived is not here. */
export interface PartnerState {
  readonly id: Id<"prt">;
  readonly domains: readonly string[];
  readonly details: CompanyDetails;
  /** R38. */
  readonly joiningPolicy: JoiningPolicy;
  /** What is proposed to the ADMINs since they removed somebody for cause; null once they have chosen (R38). */
  readonly proposedJoiningPolicy: JoiningPolicy | null;
  /** R37: null while operators have not suspended it. */
  readonly suspension: Suspension | null;
  /** Those that the command is about, and every ADMIN; never a whole company of thousands. */
  readonly members: readonly MemberState[];
  /** Those that the command is about. */
  readonly invitations: readonly InvitationState[];
  /** Those that the command is about. */
  readonly joinRequests: readonly JoinRequestState[];
  /** R9: by keyed hashes of their addresses, removed members whose accounts are gone; those that the command is about. */
  readonly formerAddressHashes: readonly string[];
  /** R38: all of them where a command is about one; else none. */
  readonly domainProofs: readonly DomainProofState[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What a partner is from now on, and what has happened. The rooms of the aggregate give null where nothing changes. */
export interface Change {
  readonly state: PartnerState;
  readonly events: readonly PartnerEvent[];
}

export const changed = (state: PartnerState, ...events: PartnerEvent[]): Change => ({ state, events });

/** R3: its founder is its ADMIN. */
export function foundedPartner(id: Id<"prt">, founderId: Id<"dev">, domain: string, now: Date): Change {
  const state: PartnerState = {
    id,
    domains: [domain],
    details: noCompanyDetails,
    joiningPolicy: "OPEN",
    proposedJoiningPolicy: null,
    suspension: null,
    members: [{ developerId: founderId, role: "ADMIN", joinedAt: now }],
    invitations: [],
    joinRequests: [],
    formerAddressHashes: [],
    domainProofs: [],
    createdAt: now,
    updatedAt: now,
  };
  return changed(state, { type: "PartnerFounded", partnerId: id, developerId: founderId, domain });
}
