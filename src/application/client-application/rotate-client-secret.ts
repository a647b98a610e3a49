import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { secretIssuer } from "../provisioning/secret-issuer.js";
import { ownApplication } from "./own-application.js";
import { selectionOf } from "./selection-of.js";

/** R27, R28. The new secret is made at once, so that it can be viewed; the gateway learns it from the queue. */
export function rotateClientSecret({
  unitOfWork,
  clock,
  ids,
  vault,
}: CommandPorts): Command<{ grantId: string; overlapHours: number }, { grantId: string }> {
  return (actor, { grantId, overlapHours }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { member, application } = await ownApplication(actor, transaction, { grantId });
      const selection = await selectionOf(transaction.catalogue, {}, application);
      const environmentId = application.environmentOfGrant(grantId);
      const environment = found(
        selection.environments.find(({ id }) => id === environmentId) ?? null,
        "environment",
      );
      const issuer = secretIssuer(vault, ids, environment.slug);
      application.rotateClientSecret(member, grantId, overlapHours, selection, issuer, clock.now());
      return { grantId };
    });
}
