import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R17. */
export function requestAccessAgain({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ grantId: string; note: string }, { grantId: string }> {
  return (actor, { grantId, note }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { grantId });
      application.requestAccessAgain(member, grantId, note, clock.now());
      return { grantId };
    });
}
