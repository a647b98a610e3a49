import type { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Id } from "../../domain/id.js";
import { type Operator, operatorOf } from "../../domain/operator.js";
import type { Actor } from "../actor.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

/** The operator, and the application of any partner that the grant is of. Throws NOT_AN_OPERATOR, NOT_FOUND. */
export async function operatorWithGrant(
  actor: Actor,
  { applications }: Transaction,
  grantId: Id<"grt">,
): Promise<{ operator: Operator; application: ClientApplication }> {
  const operator = operatorOf(actor);
  const application = found(await applications.lockByGrant(grantId), "access grant", ["grantId"]);
  return { operator, application };
}
