import type { Id } from "../../domain/id.js";
import { operatorsReason } from "../../domain/partner/standing.js";
import type { Command, CommandPorts } from "../command.js";
import { toldTogether } from "../told-together.js";
import { partnerUnderReview } from "./partner-under-review.js";

/** R37. */
export function resumePartner({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ partnerId: Id<"prt">; reason: string }, { partnerId: Id<"prt"> }> {
  return (actor, { partnerId, reason }) =>
    toldTogether(
      () => operatorsReason(reason),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { partner, reviewer } = await partnerUnderReview(actor, transaction, partnerId);
          partner.resume(reviewer, reason, clock.now());
          return { partnerId };
        }),
    );
}
