import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";
import { ownApplication } from "./own-application.js";
import { recordingRefusals } from "./recording-refusals.js";
import { retrievalOf } from "./retrieval-of.js";

/** R18, R19. */
export function revealApiKey({ unitOfWork, clock, vault }: CommandPorts): Commands["revealApiKey"] {
  return (actor, { apiKeyId }) => {
    const attempt = { what: "an API key", subjectId: apiKeyId, reference: { apiKeyId } } as const;
    return recordingRefusals(unitOfWork, actor, attempt, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { apiKeyId });
      const environmentId = found(application.environmentOfKey(apiKeyId), "API key", ["apiKeyId"]);
      const retrieval = await retrievalOf(transaction.catalogue, environmentId);
      const secret = application.revealApiKey(member, apiKeyId, retrieval, clock.now());
      return { apiKeyId, value: vault.open(secret, apiKeyId) };
    });
  };
}
