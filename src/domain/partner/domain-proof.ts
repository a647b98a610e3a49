import { refuse } from "../domain-error.js";
import { isEmailAddress } from "./email-address.js";
import { emailDomain } from "./email-domain.js";

/** R38: what a partner publishes to prove a domain, and what has come of it. */
export interface DomainProofState {
  readonly domain: string;
  readonly challenge: string;
  readonly requestedAt: Date;
  /** When the record was last looked for. */
  readonly lookedUpAt: Date | null;
  readonly provenAt: Date | null;
}

/** What a proof begins with. */
export type WantedProof = Pick<DomainProofState, "domain" | "challenge">;

export interface TxtRecord {
  readonly name: string;
  readonly value: string;
}

/** What was found out before a domain is proven. */
export interface DomainEvidence {
  /** The texts at the record's name. */
  readonly texts: readonly string[];
  /** Another partner has the domain. */
  readonly isTaken: boolean;
}

/** Of one partner at a time, that are not proven yet. */
const mostOpen = 10;
const openDays = 7;
const day = 24 * 3_600_000;
const secondsBetweenLookUps = 60;
const path = ["domain"];

/**
 * A domain in the form in which it is compared (R2), if a company can be known by it (R4). Throws INVALID,
 * NOT_A_COMPANY_DOMAIN.
 */
export function provableDomain(text: string, isPublic: (domain: string) => boolean): string {
  const address = `postmaster@${text.trim()}`;
  if (!isEmailAddress(address)) refuse("INVALID", "The domain must be one such as acme.example.", path);
  const domain = emailDomain(address);
  if (isPublic(domain)) {
    refuse("NOT_A_COMPANY_DOMAIN", `${domain} is open to anybody, so it is no company's.`, path);
  }
  return domain;
}

/** What is to be published for the proof. */
export function txtRecordOf({ domain, challenge }: DomainProofState): TxtRecord {
  return { name: `_portico-challenge.${domain}`, value: `portico-domain=${challenge}` };
}

/** A domain that is being proven. */
export interface OpenProof {
  readonly domain: string;
  readonly record: TxtRecord;
  /** Until when the record counts. */
  readonly expiresAt: Date;
  /** When it was last looked for; null when it was not yet. */
  readonly lookedUpAt: Date | null;
}

/** Those that may still be proven, by their domains. */
export function openProofs(proofs: readonly DomainProofState[], now: Date): readonly OpenProof[] {
  return current(proofs, now)
    .filter(({ provenAt }) => !provenAt)
    .map((proof) => ({
      domain: proof.domain,
      record: txtRecordOf(proof),
      expiresAt: new Date(proof.requestedAt.getTime() + openDays * day),
      lookedUpAt: proof.lookedUpAt,
    }))
    .sort((one, other) => (one.domain < other.domain ? -1 : 1));
}

/** The one that is proven, or may still be; null when there is none. */
export function currentProof(
  proofs: readonly DomainProofState[],
  domain: string,
  now: Date,
): DomainProofState | null {
  return current(proofs, now).find((proof) => proof.domain === domain) ?? null;
}

/** With a new one, and without those whose time is over. Throws LIMIT_REACHED. */
export function withProof(
  proofs: readonly DomainProofState[],
  { domain, challenge }: WantedProof,
  now: Date,
): readonly DomainProofState[] {
  const kept = current(proofs, now);
  if (kept.filter(({ provenAt }) => !provenAt).length >= mostOpen) {
    refuse(
      "LIMIT_REACHED",
      `Your company may prove at most ${mostOpen} domains at a time; prove one of them, or wait ${openDays} days.`,
      path,
    );
  }
  return [...kept, { domain, challenge, requestedAt: now, lookedUpAt: null, provenAt: null }];
}

/** Marks that its record is looked for now. Throws LIMIT_REACHED when it was just before. */
export function lookedUp(proof: DomainProofState, now: Date): DomainProofState {
  const { lookedUpAt } = proof;
  if (lookedUpAt && now.getTime() - lookedUpAt.getTime() < secondsBetweenLookUps * 1000) {
    const message = `The record was looked up less than ${secondsBetweenLookUps} seconds ago; please wait a moment.`;
    refuse("LIMIT_REACHED", message, path);
  }
  return { ...proof, lookedUpAt: now };
}

/**
 * Whether another has the domain is said only to who has shown that it is theirs. Throws DOMAIN_NOT_PROVEN,
 * DOMAIN_TAKEN.
 */
export function proven(
  proof: DomainProofState,
  { texts, isTaken }: DomainEvidence,
  now: Date,
): DomainProofState {
  const { name, value } = txtRecordOf(proof);
  if (!texts.some((text) => text.trim() === value)) {
    refuse("DOMAIN_NOT_PROVEN", `There is no TXT record ${name} with the text ${value} yet.`, path);
  }
  if (isTaken) {
    const message = `${proof.domain} already belongs to another company; please write to the operators.`;
    refuse("DOMAIN_TAKEN", message, path);
  }
  return { ...proof, provenAt: now };
}

function current(proofs: readonly DomainProofState[], now: Date): readonly DomainProofState[] {
  const oldest = now.getTime() - openDays * day;
  return proofs.filter(({ provenAt, requestedAt }) => provenAt || requestedAt.getTime() > oldest);
}
