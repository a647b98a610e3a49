import { type Actor, type Caller, isDeveloper } from "../application/actor.js";
import { StepUpRequired } from "../application/step-up.js";
import { type AccessTokenScope, covers } from "../domain/access-token/scope.js";
import type { GraphQLContext } from "./context.js";
import { forbidden, stepUpRequired, unauthenticated } from "./errors.js";

/** Whoever asks: a signed-in developer, or a company's token. Throws UNAUTHENTICATED. */
export function signedIn({ actor }: GraphQLContext): Caller {
  if (!actor) throw unauthenticated();
  return actor;
}

/** The signed-in developer. Throws UNAUTHENTICATED, FORBIDDEN for a company's token. */
export function signedInDeveloper(context: GraphQLContext): Actor {
  const caller = signedIn(context);
  if (!isDeveloper(caller)) throw forbidden(forPeople);
  return caller;
}

const forPeople =
  "This is for people: a company's access token acts on the applications that it names, and does nothing else. Sign in, or use an access token of your own.";

/** What a caller needs: a scope of their token (a session has all of them), or a session. */
export type Permission = AccessTokenScope | "SESSION";

/** Whoever asks, if they may. Throws UNAUTHENTICATED, FORBIDDEN. */
export function permitted(context: GraphQLContext, needed: Permission): Caller {
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

/** The signed-in developer, if they may. Throws UNAUTHENTICATED, FORBIDDEN. */
export function permittedDeveloper(context: GraphQLContext, needed: Permission): Actor {
  signedInDeveloper(context);
  return permitted(context, needed) as Actor;
}

/** Staff of the platform. Throws UNAUTHENTICATED, FORBIDDEN, STEP_UP_REQUIRED. */
export function asOperator(context: GraphQLContext): Actor {
  const actor = signedInDeveloper(context);
  if (actor.lacksSecondFactor)
    throw stepUpRequired(new StepUpRequired("SECOND_FACTOR_MISSING"), context.links.stepUp());
  if (!actor.isOperator) throw forbidden("Only operators of the platform may see this.");
  return actor;
}
