import { assertOverlap } from "../../domain/client-application/credentials.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** R27, R28. */
export function rotateApiKey({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): OwnersCommand<
  { apiKeyId: Id<"key">; overlapHours: number },
  { apiKeyId: Id<"key">; successorId: Id<"key"> }
> {
  return (caller, { apiKeyId, overlapHours }) =>
    toldTogether(
      () => assertOverlap(overlapHours),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { apiKeyId });
          const now = clock.now();
          const successorId = application.rotateApiKey(by, apiKeyId, overlapHours, {
            newId: ids.next,
            now,
          });
          return { apiKeyId, successorId };
        }),
    );
}
