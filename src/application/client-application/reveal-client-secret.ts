import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { found } from "../found.js";
import { actedOn } from "./own-application.js";
import { recordingRefusals } from "./recording-refusals.js";
import { retrievalOf } from "./retrieval-of.js";

/** R18, R19. `value` is the secret in clear. */
export function revealClientSecret({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): OwnersCommand<{ grantId: Id<"grt"> }, { grantId: Id<"grt">; value: string }> {
  return (caller, { grantId }) => {
    const attempt = { what: "CLIENT_SECRET", subjectId: grantId, reference: { grantId } } as const;
    return recordingRefusals(unitOfWork, caller, attempt, async (transaction) => {
      const { by, application } = await actedOn(caller, transaction, { grantId });
      const environmentId = found(application.environmentOfGrant(grantId), "access grant", ["grantId"]);
      const retrieval = await retrievalOf(transaction.catalogue, environmentId);
      const { clientId, secret } = application.revealClientSecret(by, grantId, retrieval, clock.now());
      return { grantId, value: vault.open(secret, clientId) };
    });
  };
}
