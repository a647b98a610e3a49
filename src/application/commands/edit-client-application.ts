import type { CommandPorts, Commands } from "./commands.js";
import { ownApplication } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R24 to R26. */
export function editClientApplication({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Commands["editClientApplication"] {
  return (actor, { clientApplicationId, expectedVersion, ...edit }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      const selection = await selectionOf(transaction.catalogue, edit, application);
      application.edit(member, expectedVersion, edit, selection, ids.next, clock.now());
      return { clientApplicationId };
    });
}
