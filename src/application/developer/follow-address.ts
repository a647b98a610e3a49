import type { Developer } from "../../domain/developer/developer.js";
import { emailDomain, normalizedEmail } from "../../domain/partner/email-domain.js";
import { Partner } from "../../domain/partner/partner.js";
import { eraseTokensOf } from "../access-token/erase-tokens-of.js";
import type { HashedAddress, Transaction } from "../ports/unit-of-work.js";
import { issuerOf, type VerifiedIdentity, vouchingOf } from "../ports/verified-identity.js";
import type { AdmissionPorts } from "./admit-developer.js";
import { endAllAccess } from "./end-all-access.js";
import { saysAnotherAddress } from "./sign-in.js";

/**
 * R2: a subject that is known comes with another verified address. At a domain of the same company the developer's
 * address follows. At any other they leave the company, with all that acted for them there, and found or join that of
 * the new address, unless it is nobody's (R4). Where the mailbox is another developer's already, the subject is theirs
 * from now on (R2). The earlier address no longer signs anybody in.
 */
export function followAddress({ unitOfWork, clock, ids, vault, isPublicDomain }: AdmissionPorts) {
  const hashed = (email: string): HashedAddress => ({ email, hashes: vault.lookupHashes(email) });

  return (identity: VerifiedIdentity, address: string | null): Promise<void> =>
    unitOfWork.run({ developerId: null, address }, async (transaction) => {
      const { developers, partners, operators, accounts } = transaction;
      const { subject } = identity;
      const now = clock.now();
      const developer = await developers.findBySubject(subject);
      const vouching = await developers.vouchingOf(subject);
      // Another request may have been quicker.
      if (!developer || !vouching || !saysAnotherAddress(identity, vouching)) return;
      const from = hashed(developer.state.email);
      const to = hashed(normalizedEmail(identity.email));
      const owner = to.email === from.email ? developer : await developers.findByEmail(to.email);
      await developers.linkIdentity(subject, owner ?? developer, vouchingOf(identity), now);
      if (owner === developer) return;

      const domain = emailDomain(to.email);
      const old = await partners.lockForDeparture(emailDomain(from.email), from);
      const isSameCompany = old?.state.domains.includes(domain) ?? false;
      if (old && !isSameCompany) await leave(transaction, old, developer, now);
      if (old?.formerMember(developer.id) && !old.isAwaited(developer.id))
        old.rememberFormerMember(from.hashes);
      if (!isSameCompany) {
        old?.forgetJoinRequest(developer.id);
        await endAllAccess(transaction, developer.id, now);
      }
      if (owner) return owner.linkIdentity(issuerOf(subject));

      await accounts.erase(developer.id, subject);
      await developers.unlinkOthers(developer.id, subject);
      (await operators.lock(from.email)).giveUp();
      developer.followAddress(to.email, issuerOf(subject));
      if (!isSameCompany && !isPublicDomain(domain)) await arrive(transaction, developer, now);
    });

  /** R3: with the address that they have by now. */
  async function arrive({ partners }: Transaction, developer: Developer, now: Date): Promise<void> {
    const to = hashed(developer.state.email);
    const partner = await partners.lockByDomain(emailDomain(to.email), to);
    if (!partner) return partners.add(Partner.found(ids.next("prt"), developer, now));
    const isKnown = (await partners.leftAt(partner.id, developer.id)) !== null;
    partner.admit({ developer, isKnown, addressHashes: to.hashes }, now);
  }
}

/** As far as they are a member. What they own is the successor's (R9). */
async function leave(
  transaction: Transaction,
  partner: Partner,
  { id: developerId, state: { email } }: Developer,
  now: Date,
): Promise<void> {
  const { partners, applications } = transaction;
  if (partner.formerMember(developerId)) return;
  const left = {
    members: await partners.countMembers(partner.id),
    applications: await applications.countOfPartner(partner.id),
  };
  const departure = partner.moveAway(partner.member(developerId), left, now);
  if (partner.isDissolved) await eraseTokensOf(transaction, partner.id, now);
  if (!departure) return;
  partner.concludeMembership(departure.former, email, null, now);
  for (const application of await applications.lockOfMember(developerId, partner.id)) {
    application.memberLeft(departure.former, departure.successor, now);
  }
}
