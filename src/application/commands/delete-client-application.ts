import type { CommandPorts, Commands } from "./commands.js";
import { ownApplication } from "./own-application.js";

/** R31. */
export function deleteClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): Commands["deleteClientApplication"] {
  return (actor, { clientApplicationId, confirmName }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.delete(member, confirmName, clock.now());
      return { clientApplicationId };
    });
}
