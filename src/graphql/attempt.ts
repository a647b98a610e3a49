import type { Actor } from "../application/actor.js";
import { ClaimLost } from "../application/ports/idempotency-store.js";
import { StepUpRequired } from "../application/step-up.js";
import { DomainError, type Problem } from "../domain/domain-error.js";
import { pathOfReference } from "./catalogue/reference-paths.js";
import { forgetReads, type GraphQLContext } from "./context.js";
import { stepUpRequired, stillRunning } from "./errors.js";
import { type Permission, permitted } from "./signed-in.js";
import type { Payload } from "./types/payload.js";
import type { UserError } from "./types/user-error.js";

/**
 * The payload of a mutation. What the domain refuses becomes its `userErrors`, without an entity; any other error is
 * not the caller's to mend and stays one. Throws UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED, and REQUEST_IN_PROGRESS where a later
 * request with the same `Idempotency-Key` carries it out.
 */
export async function attempt<Result, Entity extends object>(
  context: GraphQLContext,
  command: (actor: Actor) => Promise<Result>,
  changed: (result: Result, actor: Actor) => Promise<Entity> | Entity,
  needed: Permission = "WRITE",
): Promise<Payload | (Entity & Payload)> {
  const actor = permitted(context, needed);
  const query = {};
  try {
    const result = await command(actor);
    forgetReads(context);
    return { ...(await changed(result, actor)), userErrors: [], query };
  } catch (error) {
    if (error instanceof StepUpRequired) throw stepUpRequired(error, context.links.stepUp());
    if (error instanceof ClaimLost) throw stillRunning();
    if (!(error instanceof DomainError)) throw error;
    context.refused = [...(context.refused ?? []), ...error.problems.map(({ code }) => code)];
    return { userErrors: error.problems.map(userError), query };
  }
}

/** As a payload tells it. */
export function userError({ code, message, path, detail }: Problem): UserError {
  return { code, message, path: pathOfReference(path), ...detail };
}
