import type { ActorOfRequest } from "../../application/developer/actor-of-request.js";
import type { Logger } from "../../application/ports/logger.js";

export interface AdmittingParts {
  readonly handler: (request: Request, clientIp: string) => Promise<Response>;
  readonly actorOfRequest: ActorOfRequest;
  readonly logger: Pick<Logger, "warn">;
}

/**
 * Answers as `handler` does; where the answer brings cookies, the developer whom they sign in comes into being first (R1
 * to R5). If that fails, their next request tries again.
 */
export function admittingAtSignIn({ handler, actorOfRequest, logger }: AdmittingParts) {
  return async (request: Request, clientIp: string): Promise<Response> => {
    const response = await handler(request, clientIp);
    const cookie = response.headers
      .getSetCookie()
      .map((each) => each.split(";", 1)[0])
      .join("; ");
    if (cookie) {
      await actorOfRequest(new Headers({ cookie }), clientIp).catch((error) =>
        logger.warn({ error }, "a developer who signed in was not admitted"),
      );
    }
    return response;
  };
}
