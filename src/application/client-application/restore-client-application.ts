import type { Command, CommandPorts, OfApplication } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R29. */
export function restoreClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfApplication, OfApplication> {
  return (actor, { clientApplicationId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.restore(member, clock.now());
      return { clientApplicationId };
    });
}
