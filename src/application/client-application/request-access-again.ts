import { requestNote } from "../../domain/client-application/access-request.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** R17. */
export function requestAccessAgain({
  unitOfWork,
  clock,
}: CommandPorts): OwnersCommand<
  { accessRequestId: Id<"req">; note: string },
  { accessRequestId: Id<"req"> }
> {
  return (caller, { accessRequestId, note }) =>
    toldTogether(
      () => requestNote(note),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { accessRequestId });
          application.requestAccessAgain(by, accessRequestId, note, clock.now());
          return { accessRequestId };
        }),
    );
}
