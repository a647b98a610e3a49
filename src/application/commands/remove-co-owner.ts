import type { CommandPorts, Commands } from "./commands.js";
import { ownApplication } from "./own-application.js";

/** R22. */
export function removeCoOwner({ unitOfWork, clock }: CommandPorts): Commands["removeCoOwner"] {
  return (actor, { clientApplicationId, developerId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.removeCoOwner(member, developerId, clock.now());
      return { clientApplicationId };
    });
}
