import type { FastifyRequest } from "fastify";

/** The parts of a GraphQL request (GraphQL over HTTP §5), as they were sent; empty for what is none. */
export function sentRequest({ method, body, query }: FastifyRequest): Record<string, unknown> {
  if (method === "POST") return typeof body === "object" && body !== null ? { ...body } : {};
  const parameters = query as Record<string, unknown>;
  return {
    ...parameters,
    variables: parsed(parameters.variables),
    extensions: parsed(parameters.extensions),
  };
}

/** Undefined for what is no JSON: Apollo says so. */
function parsed(parameter: unknown): unknown {
  if (typeof parameter !== "string") return undefined;
  try {
    return JSON.parse(parameter);
  } catch {
    return undefined;
  }
}
