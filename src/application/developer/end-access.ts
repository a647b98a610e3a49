import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import { operatorsReason } from "../../domain/partner/standing.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { toldTogether } from "../told-together.js";
import { endAllAccess } from "./end-all-access.js";

/** R37. */
export function endAccess({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ developerId: Id<"dev">; reason: string }, { developerId: Id<"dev"> }> {
  return (actor, { developerId, reason }) =>
    toldTogether(
      () => operatorsReason(reason),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const operator = operatorOf(actor);
          const locked = await transaction.developers.lock(developerId);
          const developer = found(locked?.isErased ? null : locked, "developer", ["developerId"]);
          const now = clock.now();
          developer.endAccess(operator, reason, now);
          await endAllAccess(transaction, developerId, now);
          return { developerId };
        }),
    );
}
