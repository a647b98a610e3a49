import { platformConsole } from "../../domain/operator.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import { atConsole } from "../actor.js";
import type { CommandPorts } from "../command.js";
import { endAllAccess } from "./end-all-access.js";

export interface FactorsRemoved {
  /** In compared form. */
  readonly email: string;
  readonly outcome: "REMOVED" | "HAD_NONE" | "NOBODY";
}

/**
 * At the console: whoever has lost authenticator app, recovery codes and passkeys signs in with what is left to them, and
 * sets others up (R36). All that acts for them ends, and they are told. Throws INVALID.
 */
export function removeFactors({ unitOfWork, clock }: Pick<CommandPorts, "unitOfWork" | "clock">) {
  return (address: string): Promise<FactorsRemoved> =>
    unitOfWork.run(atConsole, async (transaction) => {
      const email = normalizedEmail(address);
      const developer = await transaction.developers.findByEmail(email);
      if (!developer) return { email, outcome: "NOBODY" };
      if (!(await transaction.accounts.removeFactors(developer.id))) return { email, outcome: "HAD_NONE" };
      const now = clock.now();
      developer.removeFactors(platformConsole(), now);
      await endAllAccess(transaction, developer.id, now);
      return { email, outcome: "REMOVED" };
    });
}
