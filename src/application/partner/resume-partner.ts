import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { partnerUnderReview } from "./partner-under-review.js";

/** R37. */
export function resumePartner({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ partnerId: Id<"prt">; reason: string }, { partnerId: Id<"prt"> }> {
  return (actor, { partnerId, reason }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { partner, reviewer } = await partnerUnderReview(actor, transaction, partnerId);
      partner.resume(reviewer, reason, clock.now());
      return { partnerId };
    });
}
