import { assertOverlap } from "../../domain/client-application/credentials.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { secretIssuer } from "../provisioning/secret-issuer.js";
import { toldTogether } from "../told-together.js";
import { ownApplication } from "./own-application.js";

/** R27, R28. The new secret is made at once, so that it can be viewed; the gateway learns it from the queue. */
export function rotateClientSecret({
  unitOfWork,
  clock,
  ids,
  vault,
}: CommandPorts): Command<{ grantId: Id<"grt">; overlapHours: number }, { grantId: Id<"grt"> }> {
  return (actor, { grantId, overlapHours }) =>
    toldTogether(
      () => assertOverlap(overlapHours),
      () =>
        unitOfWork.run(actor, async (transaction) => {
          const { member, application } = await ownApplication(actor, transaction, { grantId });
          const environmentId = found(application.environmentOfGrant(grantId), "access grant", ["grantId"]);
          const [environment] = await transaction.catalogue.environments([environmentId]);
          const { slug } = found(environment ?? null, "environment");
          const issuer = secretIssuer(vault, ids, slug);
          application.rotateClientSecret(member, grantId, overlapHours, { issuer, now: clock.now() });
          return { grantId };
        }),
    );
}
