import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { partnerUnderReview } from "./partner-under-review.js";

/** R37. */
export function appointAdmin({
  unitOfWork,
  clock,
}: CommandPorts): Command<
  { partnerId: Id<"prt">; developerId: Id<"dev">; reason: string },
  { partnerId: Id<"prt"> }
> {
  return (actor, { partnerId, developerId, reason }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { partner, reviewer } = await partnerUnderReview(actor, transaction, partnerId, [developerId]);
      const developer = found(await transaction.developers.read(developerId), "developer", ["developerId"]);
      partner.appointAdmin(reviewer, developer, reason, clock.now());
      return { partnerId };
    });
}
