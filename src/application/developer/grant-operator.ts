import { platformConsole } from "../../domain/operator.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import { atConsole } from "../actor.js";
import type { CommandPorts } from "../command.js";

/** At the console: makes whoever owns the address staff of the platform; again changes nothing. Throws INVALID. */
export function grantOperator({ unitOfWork, clock }: Pick<CommandPorts, "unitOfWork" | "clock">) {
  return (address: string): Promise<{ email: string; isNew: boolean }> =>
    unitOfWork.run(atConsole, async ({ operators }) => {
      const email = normalizedEmail(address);
      const role = await operators.lock(email);
      return { email, isNew: role.grant(platformConsole(), clock.now()) };
    });
}
