import { requestNote } from "../../domain/client-application/access-request.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { toldTogether } from "../told-together.js";
import { ownApplication } from "./own-application.js";

/** R17. */
export function requestAccessAgain({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ accessRequestId: Id<"req">; note: string }, { accessRequestId: Id<"req"> }> {
  return (actor, { accessRequestId, note }) =>
    toldTogether(
      () => requestNote(note),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { member, application } = await ownApplication(actor, transaction, { accessRequestId });
          application.requestAccessAgain(member, accessRequestId, note, clock.now());
          return { accessRequestId };
        }),
    );
}
