import { GraphQLError } from "graphql";
import type { Actor } from "../application/actor.js";
import type { ActorOfRequest } from "../application/developer/actor-of-request.js";
import type { Logger } from "../application/ports/logger.js";
import { DomainError } from "../domain/domain-error.js";
import type { GraphQLContext } from "./context.js";
import { internalError } from "./errors.js";

export interface ContextParts {
  readonly actorOfRequest: ActorOfRequest;
  readonly contextFor: (
    actor: Actor | null,
    identify: GraphQLContext["identify"],
    requestId: string,
  ) => GraphQLContext;
  readonly logger: Logger;
}

/**
 * The context of an operation, for whoever sends it. Throws FORBIDDEN, with HTTP 403, for whoever may not sign in (R4);
 * when finding out fails, that is logged and the request's id is all that the sender is told.
 */
export function identifiedContext({ actorOfRequest, contextFor, logger }: ContextParts) {
  return async (headers: Headers, address: string, requestId: string): Promise<GraphQLContext> => {
    const identify = () => tellingRefusals(actorOfRequest(headers, address));
    try {
      return contextFor(await identify(), identify, requestId);
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      logger.child({ reqId: requestId }).error({ error }, "finding out who sends a request failed");
      throw internalError(requestId);
    }
  };
}

async function tellingRefusals(actor: Promise<Actor | null>): Promise<Actor | null> {
  try {
    return await actor;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [problem] = error.problems;
    throw new GraphQLError(problem?.message ?? "You cannot sign in.", {
      extensions: { code: "FORBIDDEN", http: { status: 403 } },
    });
  }
}
