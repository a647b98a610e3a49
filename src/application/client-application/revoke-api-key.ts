import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R27. */
export function revokeApiKey({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ apiKeyId: string }, { apiKeyId: string }> {
  return (actor, { apiKeyId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { apiKeyId });
      const selection = await selectionOf(transaction.catalogue, {}, application);
      application.revokeApiKey(member, apiKeyId, selection, clock.now());
      return { apiKeyId };
    });
}
