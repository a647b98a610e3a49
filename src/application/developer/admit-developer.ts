import { Developer } from "../../domain/developer/developer.js";
import { companyDomain } from "../../domain/partner/company-domain.js";
import { emailDomain, normalizedEmail } from "../../domain/partner/email-domain.js";
import { Partner } from "../../domain/partner/partner.js";
import type { Clock } from "../ports/clock.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import { issuerOf, type VerifiedIdentity, vouchingOf } from "../ports/verified-identity.js";

export interface AdmissionPorts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly vault: Pick<SecretVault, "lookupHashes">;
  /** R4: public mail providers and disposable domains. */
  readonly isPublicDomain: (domain: string) => boolean;
}

/** How far a provider's clock may be ahead of this one, in milliseconds. */
const clockTolerance = 5_000;

/**
 * With the first verified sign-in a developer comes into being and founds or joins the partner of their domain
 * (R1 to R5). Safe when the same or two new developers of one domain arrive at the same moment. A second provider's
 * subject with the same verified address is the same developer. Who is no longer a member joins again when they are
 * invited (R7). Nothing happens by what a provider said, or a session was, before the account was deleted. Throws NOT_A_COMPANY_DOMAIN.
 */
export function admitDeveloper({ unitOfWork, clock, ids, vault, isPublicDomain }: AdmissionPorts) {
  return (identity: VerifiedIdentity, address: string | null): Promise<void> => {
    const { subject, issuedAt } = identity;
    const vouched = normalizedEmail(identity.email);
    companyDomain(vouched, isPublicDomain);
    return unitOfWork.run({ developerId: null, address }, async ({ developers, partners, accounts }) => {
      const now = clock.now();
      const before = await developers.findBySubject(subject);
      // What an older token says of somebody whose address has followed since does not count.
      const email = before?.state.email ?? vouched;
      const addressHashes = vault.lookupHashes(email);
      const partner = await partners.lockByDomain(emailDomain(email), { email, hashes: addressHashes });
      // Another request of theirs may have been quicker to the partner.
      const linked = before ?? (await developers.findBySubject(subject));
      const known = linked ?? (await developers.findByEmail(email));
      // The session may have ended with its account since it was looked at.
      if (!linked && !(await accounts.stillHas(subject))) return;
      if (issuedAt && !linked) {
        const erasedAt = await developers.erasedAt([...addressHashes, ...vault.lookupHashes(subject)]);
        if (erasedAt && issuedAt.getTime() <= erasedAt.getTime() + clockTolerance) return;
      }
      const developer = known ?? Developer.admit(ids.next("dev"), email, now);
      if (!linked) {
        await developers.linkIdentity(subject, developer, vouchingOf(identity), now);
        if (known) known.linkIdentity(issuerOf(subject));
      }
      if (!known) developers.add(developer);
      if (partner) partner.admit({ developer, isKnown: known !== null, addressHashes }, now);
      else if (!known) partners.add(Partner.found(ids.next("prt"), developer, now));
    });
  };
}
