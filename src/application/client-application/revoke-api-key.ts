import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R27. */
export function revokeApiKey({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ apiKeyId: Id<"key"> }, { apiKeyId: Id<"key"> }> {
  return (actor, { apiKeyId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { apiKeyId });
      application.revokeApiKey(member, apiKeyId, clock.now());
      return { apiKeyId };
    });
}
