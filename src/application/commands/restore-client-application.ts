import type { CommandPorts, Commands } from "./commands.js";
import { ownApplication } from "./own-application.js";

/** R29. */
export function restoreClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): Commands["restoreClientApplication"] {
  return (actor, { clientApplicationId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.restore(member, clock.now());
      return { clientApplicationId };
    });
}
