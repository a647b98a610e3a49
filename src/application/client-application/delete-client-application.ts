import type { CommandPorts, OfApplication, OwnersCommand } from "../command.js";
import { actedOn } from "./own-application.js";

/** R31. */
export function deleteClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<OfApplication & { confirmName: string }, OfApplication> {
  return (caller, { clientApplicationId, confirmName }) =>
    unitOfWork.run(caller, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { clientApplicationId });
      application.delete(by, confirmName, clock.now());
      return { clientApplicationId };
    });
}
