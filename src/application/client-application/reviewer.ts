import type { ClientApplication } from "../../domain/client-application/client-application.js";
import type { Id } from "../../domain/id.js";
import { type Operator, operatorOf } from "../../domain/operator.js";
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
  transaction: Transaction,
  accessRequestId: Id<"req">,
): Promise<{ application: ClientApplication; reviewer: Reviewer }> {
  const operator = operatorOf(actor);
  const request = await transaction.applications.lockByRequest(accessRequestId);
  const application = found(request, "access request", ["accessRequestId"]);
  const reviewer = await reviewerOf(operator, transaction, application, ["accessRequestId"]);
  return { application, reviewer };
}

/** The proof that the operator may decide about the application. Throws OWN_PARTNER. */
export async function reviewerOf(
  operator: Operator,
  { developers, partners }: Transaction,
  { state: { partnerId } }: ClientApplication,
  path: readonly string[],
): Promise<Reviewer> {
  const { developerId } = operator;
  const partner = found(await partners.read(partnerId, [developerId]), "partner");
  const developer = found(await developers.read(developerId), "developer");
  const leftAt = await partners.leftAt(partnerId, developerId);
  return partner.reviewer(operator, developer.state.email, leftAt, path);
}
