import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R17. */
export function requestAccessAgain({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessRequestId: Id<"req">; note: string }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId, note }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { accessRequestId });
      application.requestAccessAgain(member, accessRequestId, note, clock.now());
      return { accessRequestId };
    });
}
