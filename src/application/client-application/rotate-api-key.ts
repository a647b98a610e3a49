import type { Command, CommandPorts } from "../command.js";
import { ownApplication } from "./own-application.js";

/** R27, R28. */
export function rotateApiKey({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<
  { apiKeyId: string; overlapHours: number },
  { apiKeyId: string; successorId: string }
> {
  return (actor, { apiKeyId, overlapHours }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { apiKeyId });
      const now = clock.now();
      const successorId = application.rotateApiKey(member, apiKeyId, overlapHours, ids.next, now);
      return { apiKeyId, successorId };
    });
}
