import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

/** R17: what changed since the approval is off the operators' list. */
export function seeAccessChanges({
  unitOfWork,
}: CommandPorts): Command<{ accessRequestId: Id<"req"> }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId }) =>
    unitOfWork.run(actor, async ({ applications }) => {
      const operator = operatorOf(actor);
      const request = await applications.lockByRequest(accessRequestId);
      const application = found(request, "access request", ["accessRequestId"]);
      application.seeAccessChanges(operator, accessRequestId);
      return { accessRequestId };
    });
}
