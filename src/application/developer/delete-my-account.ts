import { refuse } from "../../domain/domain-error.js";
import { emailDomain } from "../../domain/partner/email-domain.js";
import type { Actor } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import type { HashedAddress, Transaction } from "../ports/unit-of-work.js";
import { signedInMember } from "./signed-in-member.js";

/** What he owns must have been transferred before (R9). Who is alone in his company takes it with him. */
export function deleteMyAccount({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): Command<{ confirmEmail: string }, { developerId: string }> {
  return (actor, { confirmEmail }) =>
    // From no address: the trail is to keep none of his.
    unitOfWork.run({ ...actor, address: null }, async (transaction) => {
      const { developers, accounts } = transaction;
      const developer = found(await developers.find(actor.developerId), "developer");
      const { email } = developer.state;
      developer.erase(confirmEmail);
      if (actor.partnerId) await leave(transaction, actor, clock.now());
      else await rememberAsFormer(transaction, { email, hashes: vault.lookupHashes(email) });
      await accounts.erase(developer.id);
      await developers.erase(developer.id, email);
      return { developerId: developer.id };
    });
}

/** Who was removed before must not come back by registering anew (R9). */
async function rememberAsFormer({ partners }: Transaction, address: HashedAddress): Promise<void> {
  const partner = await partners.findByDomain(emailDomain(address.email), address);
  partner?.rememberFormerMember(address.hashes);
}

async function leave({ partners, applications }: Transaction, actor: Actor, now: Date): Promise<void> {
  const { partner, member } = await signedInMember(actor, partners.find);
  if ((await partners.countMembers(partner.id)) === 1) {
    const left = await applications.countOfPartner(partner.id);
    if (left > 0) {
      refuse("OWNS_APPLICATIONS", `Your company still has ${left} applications; delete them first.`);
    }
    return partners.remove(partner);
  }
  const former = partner.removeMember(member, actor.developerId, now);
  for (const application of await applications.ofMember(actor.developerId, partner.id)) {
    application.memberLeft(former, null, now);
  }
}
