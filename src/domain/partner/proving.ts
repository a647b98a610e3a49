import { refuse } from "../domain-error.js";
import {
  currentProof,
  type DomainEvidence,
  type DomainProofState,
  lookedUp,
  proven,
  type WantedProof,
  withProof,
} from "./domain-proof.js";
import { type Change, changed, type PartnerState } from "./state.js";

// R38: domains that a partner proves.

/** Throws LIMIT_REACHED. */
export function proofLookedUp(partner: PartnerState, proof: DomainProofState, now: Date): Change {
  return changed(withProofInPlace(partner, proof, lookedUp(proof, now)));
}

/** Throws LIMIT_REACHED. */
export function proofBegun(partner: PartnerState, wanted: WantedProof, now: Date): Change | null {
  const { domain } = wanted;
  if (currentProof(partner.domainProofs, domain, now)) return null;
  const domainProofs = withProof(partner.domainProofs, wanted, now);
  const event = { type: "DomainProofBegun", partnerId: partner.id, domain } as const;
  return changed({ ...partner, domainProofs }, event);
}

/** The domain is the partner's from then on. Throws NOT_FOUND, DOMAIN_NOT_PROVEN, DOMAIN_TAKEN. */
export function domainProven(
  partner: PartnerState,
  domain: string,
  evidence: DomainEvidence,
  now: Date,
): Change | null {
  const proof = proofOf(partner, domain, now);
  if (proof.provenAt) return null;
  const { domains, ...next } = withProofInPlace(partner, proof, proven(proof, evidence, now));
  const isNew = !domains.includes(domain);
  const event = { type: "DomainProven", partnerId: partner.id, domain, isNew } as const;
  return changed({ ...next, domains: isNew ? [...domains, domain] : domains, updatedAt: now }, event);
}

/** Throws NOT_FOUND. */
export function proofOf({ domainProofs }: PartnerState, domain: string, now: Date): DomainProofState {
  const found = currentProof(domainProofs, domain, now);
  return found ?? refuse("NOT_FOUND", "There is no such proof; please begin anew.", ["domain"]);
}

function withProofInPlace(
  partner: PartnerState,
  old: DomainProofState,
  next: DomainProofState,
): PartnerState {
  const domainProofs = partner.domainProofs.map((other) => (other === old ? next : other));
  return { ...partner, domainProofs };
}
