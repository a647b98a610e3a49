import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { OverspentError } from "../application/work-account.js";

/** When somebody who holds as much as they may should try again: nobody knows when they give something back. */
export const RETRY_AFTER_SECONDS = 10;

export const accessEnded = { code: "UNAUTHENTICATED", message: "Your access has ended. Sign in again." };

export function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof OverspentError) return rateLimited(error.message, error.balance.resetSeconds);
  return new GraphQLError("", { originalError: error as Error });
}

export function tooMany(what: "connections" | "subscriptions"): GraphQLError {
  return rateLimited(`You have as many ${what} as one developer may; end one first.`);
}

export function rateLimited(message: string, retryAfterSeconds = RETRY_AFTER_SECONDS): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "RATE_LIMITED", retryAfterSeconds } });
}

export function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
}

export function hideInternalErrors(error: GraphQLError): GraphQLFormattedError {
  const isOurs = error.originalError !== undefined && error.extensions.code === undefined;
  if (!isOurs) return error.toJSON();
  return { message: "Something went wrong on our side.", extensions: { code: "INTERNAL_SERVER_ERROR" } };
}
