import type { Command, CommandPorts } from "../command.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** R17. */
export function rejectAccess({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ grantId: string; reason: string }, { grantId: string }> {
  return (actor, { grantId, reason }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application } = await operatorWithGrant(actor, transaction, grantId);
      application.rejectAccess(operator, grantId, reason, clock.now());
      return { grantId };
    });
}
