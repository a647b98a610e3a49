import type { Command, CommandPorts, OfApplication } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R31. */
export function deleteClientApplication({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfApplication & { confirmName: string }, OfApplication> {
  return (actor, { clientApplicationId, confirmName }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.delete(member, confirmName, clock.now());
      return { clientApplicationId };
    });
}
