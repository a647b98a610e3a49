import { assertOverlap } from "../../domain/client-application/credentials.js";
import type { Id } from "../../domain/id.js";
import type { CommandPorts, OwnersCommand } from "../command.js";
import { found } from "../found.js";
import { secretIssuer } from "../provisioning/secret-issuer.js";
import { toldTogether } from "../told-together.js";
import { actedOn } from "./own-application.js";

/** R27, R28. The new secret is made at once, so that it can be viewed; the gateway learns it from the queue. */
export function rotateClientSecret({
  unitOfWork,
  clock,
  ids,
  vault,
}: CommandPorts): OwnersCommand<{ grantId: Id<"grt">; overlapHours: number }, { grantId: Id<"grt"> }> {
  return (caller, { grantId, overlapHours }) =>
    toldTogether(
      () => assertOverlap(overlapHours),
      () =>
        unitOfWork.run(caller, async (transaction) => {
          const { by, application } = await actedOn(caller, transaction, { grantId });
          const environmentId = found(application.environmentOfGrant(grantId), "access grant", ["grantId"]);
          const [environment] = await transaction.catalogue.environments([environmentId]);
          const { slug } = found(environment ?? null, "environment");
          const issuer = secretIssuer(vault, ids, slug);
          application.rotateClientSecret(by, grantId, overlapHours, { issuer, now: clock.now() });
          return { grantId };
        }),
    );
}
