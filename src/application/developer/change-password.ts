import type { CommandPorts } from "../command.js";
import { endAllAccess } from "./end-all-access.js";

export interface NewPassword {
  /** Whose, by the provider's subject. */
  readonly subject: string;
  /** The network address that it was chosen from. */
  readonly address: string | null;
  /** The session that chose it, and goes on; null when a mailed link did. */
  readonly keptSessionId: string | null;
}

/** R36: whoever had access before a new password was chosen has none after it. Nothing for a subject without a developer. */
export function changePassword({ unitOfWork, clock }: Pick<CommandPorts, "unitOfWork" | "clock">) {
  return ({ subject, address, keptSessionId }: NewPassword): Promise<void> =>
    unitOfWork.run({ developerId: null, address }, async (transaction) => {
      const developer = await transaction.developers.findBySubject(subject);
      if (!developer) return;
      developer.changePassword();
      await endAllAccess(transaction, developer.id, clock.now(), keptSessionId);
    });
}
