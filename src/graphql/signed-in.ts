import type { Actor } from "../application/actor.js";
import { StepUpRequired } from "../application/step-up.js";
import { type AccessTokenScope, covers } from "../domain/access-token/scope.js";
import type { GraphQLContext } from "./context.js";
import { forbidden, stepUpRequired, unauthenticated } from "./errors.js";

/** The signed-in developer. Throws UNAUTHENTICATED. */
export function signedIn({ actor }: GraphQLContext): Actor {
  if (!actor) throw unauthenticated();
  return actor;
}

/** What a caller needs: a scope of their token (a session has all of them), or a session. */
export type Permission = AccessTokenScope | "SESSION";

/** The signed-in developer, if they may. Throws UNAUTHENTICATED, FORBIDDEN. */
export function permitted(context: GraphQLContext, needed: Permission): Actor {
  const actor = signedIn(context);
  if (!actor.token) return actor;
  if (needed === "SESSION") {
    throw forbidden("This needs a session: sign in with your password; an access token is not enough.");
  }
  if (!covers(actor.token.scopes, needed)) {
    throw forbidden(`Your access token lacks the scope ${needed}.`, needed);
  }
  return actor;
}

/** Staff of the platform. Throws UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED. */
export function asOperator(context: GraphQLContext): Actor {
  const actor = signedIn(context);
  if (actor.lacksSecondFactor)
    throw stepUpRequired(new StepUpRequired("SECOND_FACTOR_MISSING"), context.links.stepUp());
  if (!actor.isOperator) throw forbidden("Only operators of the platform may see this.");
  return actor;
}
