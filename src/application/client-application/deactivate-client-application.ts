import type { CommandPorts, OfApplication, OwnersCommand } from "../command.js";
import { actedOn } from "./own-application.js";

/** R29. */
export function deactivateClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<OfApplication, OfApplication> {
  return (caller, { clientApplicationId }) =>
    unitOfWork.run(caller, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { clientApplicationId });
      application.deactivate(by, clock.now());
      return { clientApplicationId };
    });
}
