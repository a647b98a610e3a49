import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { actedOn } from "./own-application.js";

/** R27. */
export function revokeGrantCredentials({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<{ grantId: Id<"grt"> }, { grantId: Id<"grt"> }> {
  return (caller, { grantId }) =>
    unitOfWork.run(caller, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { grantId });
      application.revokeGrantCredentials(by, grantId, clock.now());
      return { grantId };
    });
}
