import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R22. */
export function removeCoOwner({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfApplication & { developerId: Id<"dev"> }, OfApplication> {
  return (actor, { clientApplicationId, developerId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { clientApplicationId });
      application.removeCoOwner(member, developerId, clock.now());
      return { clientApplicationId };
    });
}
