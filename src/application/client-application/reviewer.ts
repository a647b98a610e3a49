import type { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Reviewer } from "../../domain/partner/reviewer.js";
import type { Actor } from "../actor.js";
import { found } from "../found.js";
import type { Transaction } from "../ports/unit-of-work.js";

/**
 * The application that the request is of, and the proof that the operator may decide about it (R17). Throws
 * NOT_AN_OPERATOR, NOT_FOUND, OWN_PARTNER.
 */
export async function reviewedApplication(
  actor: Actor,
  { applications, developers, partners }: Transaction,
  accessRequestId: Id<"req">,
): Promise<{ application: ClientApplication; reviewer: Reviewer }> {
  const operator = operatorOf(actor);
  const request = await applications.lockByRequest(accessRequestId);
  const application = found(request, "access request", ["accessRequestId"]);
  const { partnerId } = application.state;
  const partner = found(await partners.read(partnerId, [actor.developerId]), "partner");
  const developer = found(await developers.read(actor.developerId), "developer");
  const leftAt = await partners.leftAt(partnerId, actor.developerId);
  return { application, reviewer: partner.reviewer(operator, developer.state.email, leftAt) };
}
