import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { actedOn } from "./own-application.js";

/** R27. */
export function revokeApiKey({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<{ apiKeyId: Id<"key"> }, { apiKeyId: Id<"key"> }> {
  return (caller, { apiKeyId }) =>
    unitOfWork.run(caller, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { apiKeyId });
      application.revokeApiKey(by, apiKeyId, clock.now());
      return { apiKeyId };
    });
}
