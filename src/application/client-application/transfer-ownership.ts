import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts, OfApplication } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R23. */
export function transferOwnership({
  unitOfWork,
  clock,
}: CommandPorts): Command<OfApplication & { developerId: Id<"dev"> }, OfApplication> {
  return (actor, { clientApplicationId, developerId }) =>
    unitOfWork.run(actor, async (transaction) => {
      // Known before anything is locked, so that locks are taken in one order: members, then the application.
      const ownerId = await transaction.applications.ownerOf(clientApplicationId);
      const reference = { clientApplicationId };
      const { partner, member, application } = await ownApplication(actor, transaction, reference, {
        named: developerId,
        concerning: ownerId ? [ownerId] : [],
      });
      const departed = ownerId ? partner.formerMember(ownerId) : null;
      application.transferOwnership(member, partner.member(developerId), departed, clock.now());
      return { clientApplicationId };
    });
}
