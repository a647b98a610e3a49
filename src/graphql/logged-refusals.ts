import type { ApolloServerPlugin } from "@apollo/server";
import type { Logger } from "../application/ports/logger.js";
import type { GraphQLContext } from "./context.js";

/**
 * One line for every operation that was refused in whole or in part: with which codes, to whom, and through which access
 * token; never what was sent. The line of its request, of the same id, tells from where.
 */
export function loggedRefusals(logger: Logger): ApolloServerPlugin<GraphQLContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body }, contextValue }) {
          const { actor, requestId, refused = [] } = contextValue;
          const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
          const codes = new Set([...errors.map(({ extensions }) => String(extensions?.code)), ...refused]);
          codes.delete("INTERNAL_SERVER_ERROR");
          if (codes.size === 0) return;
          const by = { developer: actor?.developerId ?? null, accessToken: actor?.token?.id };
          logger.child({ reqId: requestId }).info({ ...by, codes: [...codes] }, "an operation was refused");
        },
      };
    },
  };
}
