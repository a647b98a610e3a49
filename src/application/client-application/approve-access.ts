import type { Command, CommandPorts } from "../command.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** R17. */
export function approveAccess({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ grantId: string }, { grantId: string }> {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application } = await operatorWithGrant(actor, transaction, grantId);
      application.approveAccess(operator, grantId, clock.now());
      return { grantId };
    });
}
