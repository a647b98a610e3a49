import { found } from "../found.js";
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
      const { developers, catalogue } = transaction;
      const developer = found(await developers.read(actor.developerId), "developer");
      const { partner, member, application } = await ownApplication(actor, transaction, {
        clientApplicationId,
      });
      const terms = await catalogue.currentTerms();
      const ready = () => partner.readyMember(developer, terms);
      const selection = await selectionOf(catalogue, edit, application);
      application.edit(member, ready, expectedVersion, edit, selection, ids.next, clock.now());
      return { clientApplicationId };
    });
}
