import type { GraphQLRequestContextWillSendResponse } from "@apollo/server";
import { execute, type GraphQLError } from "graphql";
import type { ReadModel } from "../application/queries/read-model.js";
import { viewerOf } from "../application/queries/viewer.js";
import type { GraphQLContext } from "./context.js";
import { formatted } from "./error-format.js";
import { createLoaders } from "./loaders.js";

/**
 * Each kind of thing is read by a statement of its own, so that something can be deleted after what names it was read.
 * A query that was torn in this way is run once more, within one snapshot of the database; its answer takes the place
 * of the first. Gives the errors of the answer that is sent.
 */
export async function readAgainIfTorn(
  request: GraphQLRequestContextWillSendResponse<GraphQLContext>,
): Promise<readonly GraphQLError[]> {
  const {
    operation,
    document,
    schema,
    response,
    contextValue: context,
    operationName,
    errors = [],
  } = request;
  const { body } = response;
  const isTornQuery = operation?.operation === "query" && errors.some(isTorn);
  if (!isTornQuery || !document || body.kind !== "single") return errors;
  const again = await context
    .consistently(async (reads) =>
      execute({
        schema,
        document,
        contextValue: readingFrom(reads, context),
        variableValues: request.request.variables ?? {},
        operationName: operationName ?? null,
      }),
    )
    // Then the first answer has to do.
    .catch(() => null);
  if (!again) return errors;
  body.singleResult = {
    data: again.data ?? null,
    ...(again.errors && { errors: again.errors.map((error) => formatted(error.toJSON(), undefined)) }),
  };
  return again.errors ?? [];
}

/** What named something that is never null has been read before that was deleted. */
export class GoneMeanwhileError extends Error {}

export function isTorn({ message, originalError }: GraphQLError): boolean {
  return (
    originalError instanceof GoneMeanwhileError ||
    message.startsWith("Cannot return null for non-nullable field ")
  );
}

/** The context with another read model, which nothing was read from yet. */
export function readingFrom(reads: ReadModel, context: GraphQLContext): GraphQLContext {
  return { ...context, reads, loaders: createLoaders(reads, context.actor && viewerOf(context.actor)) };
}
