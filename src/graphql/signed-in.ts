import type { Actor } from "../application/actor.js";
import type { GraphQLContext } from "./context.js";
import { unauthenticated } from "./errors.js";

/** The signed-in developer. Throws UNAUTHENTICATED. */
export function signedIn({ actor }: GraphQLContext): Actor {
  if (!actor) throw unauthenticated();
  return actor;
}
