import { GraphQLError } from "graphql";
import { type Caller, callerIdOf, isDeveloper } from "../application/actor.js";
import type { ActorOfRequest } from "../application/developer/actor-of-request.js";
import type { Logger } from "../application/ports/logger.js";
import { TokenRefused } from "../application/ports/verified-identity.js";
import { prices } from "../application/prices.js";
import type { IsUnavailable } from "../application/unavailable.js";
import { OverspentError, type WorkAccount } from "../application/work-account.js";
import { DomainError } from "../domain/domain-error.js";
import type { GraphQLContext } from "./context.js";
import { internalError, rateLimited, tokenRefused, unavailable } from "./errors.js";

export interface ContextParts {
  readonly actorOfRequest: ActorOfRequest;
  readonly contextFor: (
    sender: Pick<GraphQLContext, "actor" | "identify" | "credentials" | "work" | "requestId">,
  ) => GraphQLContext;
  readonly logger: Logger;
  readonly isUnavailable: IsUnavailable;
}

/** Whoever sends an operation, before it is known who that is. */
export interface Sender {
  readonly headers: Headers;
  readonly ip: string;
  readonly requestId: string;
  readonly work: WorkAccount;
  /** What is to be paid for the operation so far, in points; 0 when left out. */
  readonly price?: number;
}

/**
 * The context of an operation, for whoever sends it, who from now on pays for the work. Throws, each with its HTTP status:
 * UNAUTHENTICATED for a bearer token that does not work, FORBIDDEN for whoever may not sign in (R4), RATE_LIMITED, and
 * UNAVAILABLE while it cannot be found out; when finding out fails otherwise, that is logged and the request's id is all
 * that the sender is told.
 */
export function identifiedContext({ actorOfRequest, contextFor, logger, isUnavailable }: ContextParts) {
  return async ({ headers, ip, requestId, work, price = 0 }: Sender): Promise<GraphQLContext> => {
    // Asked anew, a token that works no longer is one that has ended.
    const identify = () => tellingRefusals(actorOfRequest(headers, ip).catch(nobodyIfRefused));
    try {
      await work.spend(price + prices.identification);
      const actor = await tellingRefusals(actorOfRequest(headers, ip));
      if (actor) await work.identified(callerIdOf(actor), isDeveloper(actor) ? "DEVELOPER" : "COMPANY");
      const credentials = JSON.stringify([headers.get("authorization"), headers.get("cookie")]);
      return contextFor({ actor, identify, credentials, work, requestId });
    } catch (error) {
      if (error instanceof OverspentError) throw rateLimited(error);
      if (error instanceof TokenRefused) throw tokenRefused();
      if (error instanceof GraphQLError) throw error;
      const told = logger.child({ reqId: requestId });
      if (isUnavailable(error)) {
        told.warn({ error }, "who sends a request could not be found out");
        throw unavailable();
      }
      told.error({ error }, "finding out who sends a request failed");
      throw internalError(requestId);
    }
  };
}

function nobodyIfRefused(error: unknown): null {
  if (error instanceof TokenRefused) return null;
  throw error;
}

async function tellingRefusals(actor: Promise<Caller | null>): Promise<Caller | null> {
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
