import { decisionReason } from "../../domain/client-application/access-request.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { toldTogether } from "../told-together.js";
import { reviewedApplication } from "./reviewer.js";

/** R17. */
export function rejectAccess({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessRequestId: Id<"req">; reason: string }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId, reason }) =>
    toldTogether(
      () => decisionReason(reason),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { application, reviewer } = await reviewedApplication(actor, transaction, accessRequestId);
          application.rejectAccess(reviewer, accessRequestId, reason, clock.now());
          return { accessRequestId };
        }),
    );
}
