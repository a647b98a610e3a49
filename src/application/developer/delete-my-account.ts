import { DomainError } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import { emailDomain } from "../../domain/partner/email-domain.js";
import { eraseTokensOf } from "../access-token/erase-tokens-of.js";
import type { Actor } from "../actor.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import type { HashedAddress, Transaction } from "../ports/unit-of-work.js";
import { signedInMember } from "./signed-in-member.js";

/**
 * What they own must have been transferred before (R9). Who is alone in their company takes it with them. Nothing personal
 * is left anywhere.
 */
export function deleteMyAccount({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): Command<{ confirmEmail: string }, { developerId: Id<"dev"> }> {
  return (actor, { confirmEmail }) =>
    // From no address: the trail is to keep none of theirs.
    unitOfWork.run({ ...actor, address: null }, async (transaction) => {
      const { developers, accessTokens, operators, accounts } = transaction;
      const now = clock.now();
      const developer = found(await developers.lock(actor.developerId), "developer");
      const { email } = developer.state;
      developer.erase(confirmEmail);
      const address = { email, hashes: vault.lookupHashes(email) };
      if (actor.partnerId) await pointingToConfirmation(leavePartner(transaction, actor, email, now));
      else await stayAway(transaction, developer.id, address, now);
      (await operators.lock(email)).giveUp();
      for (const token of await accessTokens.lockAll({ developerId: developer.id })) token.erase(now);
      await accounts.erase(developer.id);
      const subjects = await developers.subjectsOf(developer.id);
      await developers.rememberErased(
        [email, ...subjects].flatMap((each) => vault.lookupHashes(each).slice(0, 1)),
        now,
      );
      const earlier = await developers.earlierAddresses(developer.id);
      await developers.eraseTraces(
        developer.id,
        [email, ...earlier].map((each) => ({ email: each, hashes: vault.lookupHashes(each) })),
      );
      return { developerId: developer.id };
    });
}

/** The member that leaving refuses is no field of this command: its only one is where the confirmation is. */
async function pointingToConfirmation(leaving: Promise<void>): Promise<void> {
  await leaving.catch((error) => {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError(error.problems.map((problem) => ({ ...problem, path: ["confirmEmail"] })));
  });
}

async function leavePartner(transaction: Transaction, actor: Actor, email: string, now: Date): Promise<void> {
  const { partners, applications } = transaction;
  const { partner, member } = await signedInMember(actor, (id, concerning) =>
    partners.lock(id, concerning, { email, sentBy: actor.developerId }),
  );
  const left = {
    members: await partners.countMembers(partner.id),
    applications: await applications.countOfPartner(partner.id),
  };
  const former = partner.leaveForGood(member, left, now);
  if (!former) return eraseTokensOf(transaction, partner.id, now);
  partner.concludeMembership(former, email, null, now);
  partner.forgetInvitee(email, now);
  for (const application of await applications.lockOfMember(former.developerId, former.partnerId)) {
    application.memberLeft(former, null, now);
  }
}

/** Who was removed or declined before does not come back by registering anew (R9, R38). */
async function stayAway(
  { partners }: Transaction,
  developerId: Id<"dev">,
  address: HashedAddress,
  now: Date,
): Promise<void> {
  const partner = await partners.lockByDomain(emailDomain(address.email), address);
  if (!partner?.isAwaited(developerId)) partner?.rememberFormerMember(address.hashes);
  partner?.forgetJoinRequest(developerId);
  partner?.forgetInvitee(address.email, now);
}
