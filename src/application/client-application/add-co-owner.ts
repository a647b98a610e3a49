import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R20, R21. */
export function addCoOwner({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfApplication & { developerId: Id<"dev"> }, OfApplication> {
  return (actor, { clientApplicationId, developerId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const reference = { clientApplicationId };
      const { partner, member, application } = await ownApplication(actor, transaction, reference, {
        named: developerId,
      });
      application.addCoOwner(member, partner.member(developerId), clock.now());
      return { clientApplicationId };
    });
}
