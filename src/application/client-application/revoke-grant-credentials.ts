import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R27. */
export function revokeGrantCredentials({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ grantId: string }, { grantId: string }> {
  return (actor, { grantId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { grantId });
      const selection = await selectionOf(transaction.catalogue, {}, application);
      application.revokeGrantCredentials(member, grantId, selection, clock.now());
      return { grantId };
    });
}
