import { emailDomain, normalizedEmail } from "../../domain/partner/email-domain.js";
import type { CommandPorts } from "../command.js";
import { endAllAccess } from "./end-all-access.js";

export interface Move {
  /** Whose account it is, by the provider's subject: the link's alone does not show that. */
  readonly subject: string;
  readonly token: string;
  /** The session that confirms, and goes on. */
  readonly keptSessionId: string;
  /** The network address that it comes from. */
  readonly address: string | null;
}

/**
 * R1, R2: the link has proven the mailbox, and the session the account. The developer and their account here have the new
 * address at once, and nothing else that acted for them goes on (R36); the earlier address is kept as that of one who has
 * left, so that nobody who is removed comes back by it (R9). Null when the link is none of theirs, or no longer works.
 */
export function confirmMove({
  unitOfWork,
  clock,
  vault,
}: Pick<CommandPorts, "unitOfWork" | "clock" | "vault">) {
  return ({ subject, token, keptSessionId, address }: Move): Promise<{ from: string; to: string } | null> =>
    unitOfWork.run({ developerId: null, address }, async (transaction) => {
      const { developers, partners, operators, accounts } = transaction;
      const now = clock.now();
      const developer = await developers.findBySubject(subject);
      const to = developer && (await accounts.takeMove(developer.id, token, now));
      if (!developer || !to) return null;
      const from = developer.state.email;
      const hashes = vault.lookupHashes(from);
      const partner = await partners.lockByDomain(emailDomain(from), { email: from, hashes });
      if (!partner || partner.formerMember(developer.id)) return null;
      partner.assertMayMove(partner.member(developer.id), to);
      // Somebody may have come by this address since it was asked for.
      const mailbox = normalizedEmail(to);
      if ((await developers.findByEmail(mailbox)) || !(await accounts.move(subject, to))) return null;

      developer.moveToAddress(mailbox);
      await developers.linkIdentity(subject, developer, { email: mailbox, vouchedAt: null }, now);
      await accounts.erase(developer.id, subject);
      await developers.unlinkOthers(developer.id, subject);
      (await operators.lock(from)).giveUp();
      partner.rememberFormerMember(hashes);
      // When the account is deleted one day, nobody knows the earlier address any more.
      partner.forgetInvitee(from, now);
      await endAllAccess(transaction, developer.id, now, keptSessionId);
      return { from, to };
    });
}
