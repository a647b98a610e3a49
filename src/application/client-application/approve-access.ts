import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { reviewedApplication } from "./reviewer.js";

/** R17. */
export function approveAccess({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessRequestId: Id<"req"> }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { application, reviewer } = await reviewedApplication(actor, transaction, accessRequestId);
      application.approveAccess(reviewer, accessRequestId, clock.now());
      return { accessRequestId };
    });
}
