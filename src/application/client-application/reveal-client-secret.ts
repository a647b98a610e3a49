import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { ownApplication } from "./own-application.js";
import { recordingRefusals } from "./recording-refusals.js";
import { retrievalOf } from "./retrieval-of.js";

/** R18, R19. `value` is the secret in clear. */
export function revealClientSecret({
  unitOfWork,
  clock,
  vault,
}: CommandPorts): Command<{ grantId: Id<"grt"> }, { grantId: Id<"grt">; value: string }> {
  return (actor, { grantId }) => {
    const attempt = { what: "CLIENT_SECRET", subjectId: grantId, reference: { grantId } } as const;
    return recordingRefusals(unitOfWork, actor, attempt, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { grantId });
      const environmentId = found(application.environmentOfGrant(grantId), "access grant", ["grantId"]);
      const retrieval = await retrievalOf(transaction.catalogue, environmentId);
      const { clientId, secret } = application.revealClientSecret(member, grantId, retrieval, clock.now());
      return { grantId, value: vault.open(secret, clientId) };
    });
  };
}
