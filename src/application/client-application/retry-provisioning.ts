import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { operatorWithGrant } from "./operator-with-grant.js";

/** For operators: what keeps failing is tried again, now. */
export function retryProvisioning({
  unitOfWork,
}: CommandPorts): Command<{ grantId: Id<"grt"> }, { grantId: Id<"grt"> }> {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { operator, application } = await operatorWithGrant(actor, transaction, grantId);
      application.retryProvisioning(operator, grantId);
      return { grantId };
    });
}
