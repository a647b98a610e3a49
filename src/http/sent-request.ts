import type { FastifyRequest } from "fastify";
import type { SubscribePayload } from "graphql-ws";

/**
 * The parts of a GraphQL request (GraphQL over HTTP §5), as they were sent; empty for what is none. Those of a GET are read
 * as Apollo Server reads them: what is looked at here has to be what is run.
 */
export function sentRequest({ method, body, url }: FastifyRequest): Record<string, unknown> {
  if (method === "POST") return typeof body === "object" && body !== null ? { ...body } : {};
  const parameters = Object.fromEntries(new URL(url, "http://any.invalid").searchParams);
  return {
    ...parameters,
    variables: parsed(parameters.variables),
    extensions: parsed(parameters.extensions),
  };
}

/** The same of what can be subscribed with, as a socket's protocol takes it; null for what has not its form. */
export function sentSubscription(request: FastifyRequest): SubscribePayload | null {
  const { query, operationName, variables, extensions } = sentRequest(request);
  if (typeof query !== "string") return null;
  if (operationName != null && typeof operationName !== "string") return null;
  if (!isObjectOrNone(variables) || !isObjectOrNone(extensions)) return null;
  return { query, operationName, variables, extensions };
}

function isObjectOrNone(value: unknown): value is Record<string, unknown> | null | undefined {
  return value == null || (typeof value === "object" && !Array.isArray(value));
}

/** Undefined for what is no JSON: Apollo says so. */
function parsed(parameter: string | undefined): unknown {
  if (parameter === undefined) return undefined;
  try {
    return JSON.parse(parameter);
  } catch {
    return undefined;
  }
}
