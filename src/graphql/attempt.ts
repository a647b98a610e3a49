import type { Actor, Caller } from "../application/actor.js";
import { ClaimLost } from "../application/ports/idempotency-store.js";
import { TokenRefused } from "../application/ports/verified-identity.js";
import { StepUpRequired } from "../application/step-up.js";
import { DomainError, type Problem } from "../domain/domain-error.js";
import { pathOfReference } from "./catalogue/reference-paths.js";
import { forgetReads, type GraphQLContext } from "./context.js";
import { stepUpRequired, stillRunning, tokenRefused } from "./errors.js";
import { type Permission, permitted, permittedDeveloper } from "./signed-in.js";
import type { Payload } from "./types/payload.js";
import type { UserError } from "./types/user-error.js";

/**
 * The payload of a mutation of a developer's. What the domain refuses becomes its `userErrors`, without an entity; any other
 * error is not the caller's to mend and stays one. Throws UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED, and
 * REQUEST_IN_PROGRESS where a later request with the same `Idempotency-Key` carries it out.
 */
export async function attempt<Result, Entity extends object>(
  context: GraphQLContext,
  command: (actor: Actor) => Promise<Result>,
  changed: (result: Result, actor: Actor) => Promise<Entity> | Entity,
  needed: Permission = "WRITE",
): Promise<Payload | (Entity & Payload)> {
  return attempted(context, permittedDeveloper(context, needed), command, changed);
}

/** The same for what owners of an application do, and a company's token that names it. */
export async function attemptAsOwner<Result, Entity extends object>(
  context: GraphQLContext,
  command: (caller: Caller) => Promise<Result>,
  changed: (result: Result, caller: Caller) => Promise<Entity> | Entity,
  needed: Permission = "WRITE",
): Promise<Payload | (Entity & Payload)> {
  return attempted(context, permitted(context, needed), command, changed);
}

async function attempted<By extends Caller, Result, Entity extends object>(
  context: GraphQLContext,
  by: By,
  command: (by: By) => Promise<Result>,
  changed: (result: Result, by: By) => Promise<Entity> | Entity,
): Promise<Payload | (Entity & Payload)> {
  const query = {};
  try {
    const result = await command(by);
    forgetReads(context);
    return { ...(await changed(result, by)), userErrors: [], query };
  } catch (error) {
    if (error instanceof StepUpRequired) throw stepUpRequired(error, context.links.stepUp());
    if (error instanceof TokenRefused) throw tokenRefused();
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
