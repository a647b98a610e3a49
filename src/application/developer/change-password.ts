import type { CommandPorts } from "../command.js";
import type { ChosenWith } from "../ports/sign-in-accounts.js";
import { endAllAccess } from "./end-all-access.js";

export interface NewPassword {
  /** Whose, by the provider's subject. */
  readonly subject: string;
  /** As it is kept (R34). */
  readonly hash: string;
  readonly by: ChosenWith;
  /** The network address that it was chosen from. */
  readonly address: string | null;
}

/**
 * R36: from the moment that a new password counts, whoever had access before has none, also of a subject without a
 * developer. False when what it was chosen with works no longer.
 */
export function changePassword({ unitOfWork, clock }: Pick<CommandPorts, "unitOfWork" | "clock">) {
  return ({ subject, hash, by, address }: NewPassword): Promise<boolean> =>
    unitOfWork.run({ developerId: null, address }, async (transaction) => {
      const { developers, accounts } = transaction;
      if (!(await accounts.choosePassword(subject, hash, by))) return false;
      const developer = await developers.findBySubject(subject);
      developer?.changePassword();
      const keptSessionId = "sessionId" in by ? by.sessionId : null;
      if (developer) await endAllAccess(transaction, developer.id, clock.now(), keptSessionId);
      return true;
    });
}
