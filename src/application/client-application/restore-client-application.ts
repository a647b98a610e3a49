import type { CommandPorts, OfApplication, OwnersCommand } from "../command.js";
import { actedOn } from "./own-application.js";

/** R29. */
export function restoreClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<OfApplication, OfApplication> {
  return (caller, { clientApplicationId }) =>
    unitOfWork.run(caller, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { clientApplicationId });
      application.restore(by, clock.now());
      return { clientApplicationId };
    });
}
