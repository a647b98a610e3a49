import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R27. */
export function revokeGrantCredentials({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ grantId: Id<"grt"> }, { grantId: Id<"grt"> }> {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { grantId });
      application.revokeGrantCredentials(member, grantId, clock.now());
      return { grantId };
    });
}
