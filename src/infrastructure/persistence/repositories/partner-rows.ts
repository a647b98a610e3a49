import type { Id } from "../../../domain/id.js";
import type { InvitationState } from "../../../domain/partner/invitation.js";
import type { PartnerState } from "../../../domain/partner/partner.js";
import type { Suspension } from "../../../domain/partner/standing.js";
import type {
  DomainProofRow,
  FormerMemberRow,
  InvitationRow,
  JoinRequestRow,
  MemberRow,
  PartnerDomainRow,
  PartnerRow,
} from "../entities/partner.js";
import type { RowOf } from "../row-set.js";

export type CompanyRow = RowOf<typeof PartnerRow>;
export type DomainRow = RowOf<typeof PartnerDomainRow>;
export type MembershipRow = RowOf<typeof MemberRow>;
/** A member as the aggregate writes it; the name and the address are the developer's own. */
export type MembershipData = Omit<MembershipRow, "developerName" | "developerEmail">;
export type InvitedRow = RowOf<typeof InvitationRow>;
export type RequestRow = RowOf<typeof JoinRequestRow>;
export type ProofRow = RowOf<typeof DomainProofRow>;
export type FormerRow = RowOf<typeof FormerMemberRow>;

interface Children {
  readonly domains: DomainRow[];
  readonly members: MembershipRow[];
  readonly invitations: InvitedRow[];
  readonly requests: RequestRow[];
  readonly former: FormerRow[];
  readonly proofs: ProofRow[];
}

/** Those that vanish when they are no longer there. */
export function rowsOf({ id: partnerId, domains, members, joinRequests, domainProofs }: PartnerState) {
  return {
    domainRows: domains.map((domain) => ({ domain, partnerId })),
    memberRows: members.map((member) => ({ ...member, partnerId })),
    proofRows: domainProofs.map((proof) => ({ ...proof, partnerId })),
    requestRows: joinRequests.map((request) => ({ ...request, partnerId })),
  };
}

export function partnerState(
  row: CompanyRow,
  { domains, members, invitations, requests, former, proofs }: Children,
): PartnerState {
  const { id, legalName, website, country, contactEmail, createdAt, updatedAt } = row;
  const { joiningPolicy, proposedJoiningPolicy, suspendedAt, suspensionReason } = row;
  return {
    id,
    domains: domains.map(({ domain }) => domain),
    details: { legalName, website, country, contactEmail },
    joiningPolicy,
    proposedJoiningPolicy,
    suspension: suspensionFrom({ suspendedAt, suspensionReason }),
    members: members.map(({ developerId, role, joinedAt }) => ({ developerId, role, joinedAt })),
    invitations: invitations.map(invitationState),
    joinRequests: requests.map(({ developerId, requestedAt, declinedAt }) => ({
      developerId,
      requestedAt,
      declinedAt,
    })),
    domainProofs: proofs.map(({ partnerId: _, ...proof }) => proof),
    formerAddressHashes: former.map(({ addressHash }) => addressHash),
    createdAt,
    updatedAt,
  };
}

/** Null while the company is not suspended. */
export function suspensionFrom({
  suspendedAt,
  suspensionReason,
}: Pick<CompanyRow, "suspendedAt" | "suspensionReason">): Suspension | null {
  return suspendedAt && suspensionReason !== null ? { at: suspendedAt, reason: suspensionReason } : null;
}

function invitationState({ partnerId: _, lastSentAt: __, sendings, ...row }: InvitedRow): InvitationState {
  return { ...row, sendings: sendings.map(({ byId, at }) => ({ byId, at: new Date(at) })) };
}

export function invitationRow(
  partnerId: Id<"prt">,
  { sendings, ...invitation }: InvitationState,
): InvitedRow {
  return {
    ...invitation,
    partnerId,
    lastSentAt: sendings.at(-1)?.at ?? invitation.createdAt,
    sendings: sendings.map(({ byId, at }) => ({ byId, at: at.toISOString() })),
  };
}
