import type { CommandPorts, Commands } from "./commands.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** For operators: what keeps failing is tried again, now. */
export function retryProvisioning({ unitOfWork }: CommandPorts): Commands["retryProvisioning"] {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application, selection } = await operatorWithGrant(actor, transaction, grantId);
      application.retryProvisioning(operator, grantId, selection);
      return { grantId };
    });
}
