import { assertOverlap } from "../../domain/client-application/credentials.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { toldTogether } from "../told-together.js";
import { ownApplication } from "./own-application.js";

/** R27, R28. */
export function rotateApiKey({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<
  { apiKeyId: Id<"key">; overlapHours: number },
  { apiKeyId: Id<"key">; successorId: Id<"key"> }
> {
  return (actor, { apiKeyId, overlapHours }) =>
    toldTogether(
      () => assertOverlap(overlapHours),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { member, application } = await ownApplication(actor, transaction, { apiKeyId });
          const now = clock.now();
          const successorId = application.rotateApiKey(member, apiKeyId, overlapHours, {
            newId: ids.next,
            now,
          });
          return { apiKeyId, successorId };
        }),
    );
}
