import { platformConsole } from "../../domain/operator.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import { atConsole } from "../actor.js";
import type { CommandPorts } from "../command.js";

/** At the console: takes back what was granted there; again changes nothing. Throws INVALID. */
export function revokeOperator({ unitOfWork }: Pick<CommandPorts, "unitOfWork">) {
  return (address: string): Promise<{ email: string; wasGranted: boolean }> =>
    unitOfWork.run(atConsole, async ({ operators }) => {
      const email = normalizedEmail(address);
      const role = await operators.lock(email);
      return { email, wasGranted: role.revoke(platformConsole()) };
    });
}
