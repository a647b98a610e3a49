import { assertDetails } from "../../domain/client-application/details.js";
import type { Edit } from "../../domain/client-application/editing.js";
import { Problems } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { found } from "../found.js";
import { toldTogether } from "../told-together.js";
import { freeName } from "./free-name.js";
import { ownApplication } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R24 to R26. */
export function editClientApplication({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<Edit & { clientApplicationId: Id<"app">; expectedVersion: number }, OfApplication> {
  return (actor, { clientApplicationId, expectedVersion, ...edit }) =>
    toldTogether(
      async () => {
        const { name } = edit;
        const problems = new Problems();
        problems.check(() => assertDetails(edit));
        if (name !== undefined)
          await problems.wait(() => freeName(unitOfWork, actor, name, clientApplicationId));
        problems.throwIfAny();
      },
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { developers, catalogue } = transaction;
          const developer = found(await developers.read(actor.developerId), "developer");
          const { partner, member, application } = await ownApplication(actor, transaction, {
            clientApplicationId,
          });
          const terms = await catalogue.currentTerms();
          const ready = () => partner.readyMember(developer, terms);
          const selection = await selectionOf(catalogue, edit, application);
          application.edit(member, { ready, expectedVersion, edit }, selection, {
            newId: ids.next,
            now: clock.now(),
          });
          return { clientApplicationId };
        }),
    );
}
