import type { CommandPorts, Commands } from "./commands.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** R17. */
export function approveAccess({ unitOfWork, clock }: CommandPorts): Commands["approveAccess"] {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application, selection } = await operatorWithGrant(actor, transaction, grantId);
      application.approveAccess(operator, grantId, selection, clock.now());
      return { grantId };
    });
}
