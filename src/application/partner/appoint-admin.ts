import { Problems } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import { operatorsReason } from "../../domain/partner/standing.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { toldTogether } from "../told-together.js";
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
    toldTogether(
      () => operatorsReason(reason),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const problems = new Problems();
          const reviewed = await problems.wait(() =>
            partnerUnderReview(actor, transaction, partnerId, [developerId]),
          );
          const appointee = await transaction.developers.read(developerId);
          const developer = problems.check(() => found(appointee, "developer", ["developerId"]));
          if (reviewed && developer)
            reviewed.partner.appointAdmin(reviewed.reviewer, developer, reason, clock.now());
          problems.throwIfAny();
          return { partnerId };
        }),
    );
}
