import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { reviewedApplication } from "./reviewer.js";

/** R17: what changed since the approval is off the operators' list. */
export function seeAccessChanges({
  unitOfWork,
}: CommandPorts): Command<{ accessRequestId: Id<"req"> }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { application, reviewer } = await reviewedApplication(actor, transaction, accessRequestId);
      application.seeAccessChanges(reviewer, accessRequestId);
      return { accessRequestId };
    });
}
