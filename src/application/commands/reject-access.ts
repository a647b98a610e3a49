import type { CommandPorts, Commands } from "./commands.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** R17. */
export function rejectAccess({ unitOfWork, clock }: CommandPorts): Commands["rejectAccess"] {
  return (actor, { grantId, reason }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application, selection } = await operatorWithGrant(actor, transaction, grantId);
      application.rejectAccess(operator, grantId, reason, selection, clock.now());
      return { grantId };
    });
}
