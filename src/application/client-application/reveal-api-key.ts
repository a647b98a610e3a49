import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { found } from "../found.js";
import { actedOn } from "./own-application.js";
import { recordingRefusals } from "./recording-refusals.js";
import { retrievalOf } from "./retrieval-of.js";

/** R18, R19. `value` is the key in clear. */
export function revealApiKey({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): OwnersCommand<{ apiKeyId: Id<"key"> }, { apiKeyId: Id<"key">; value: string }> {
  return (caller, { apiKeyId }) => {
    const attempt = { what: "API_KEY", subjectId: apiKeyId, reference: { apiKeyId } } as const;
    return recordingRefusals(unitOfWork, caller, attempt, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { apiKeyId });
      const environmentId = found(application.environmentOfKey(apiKeyId), "API key", ["apiKeyId"]);
      const retrieval = await retrievalOf(transaction.catalogue, environmentId);
      const secret = application.revealApiKey(by, apiKeyId, retrieval, clock.now());
      return { apiKeyId, value: vault.open(secret, apiKeyId) };
    });
  };
}
