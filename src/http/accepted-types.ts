import type { FastifyRequest } from "fastify";

type Weights = ReadonlyMap<string, number>;

/** The media types that a request accepts, with their weights (RFC 9110 §12.5.1). */
function weightsIn({ headers }: FastifyRequest): Weights {
  const ranges = (headers.accept ?? "").split(",").map((each) => each.trim().toLowerCase());
  return new Map(
    ranges.filter(Boolean).map((range) => {
      const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
      return [type, Number(weight)];
    }),
  );
}

/** Whether the request names this media type itself, and wants it. */
export function names(request: FastifyRequest, type: string): boolean {
  return (weightsIn(request).get(type) ?? 0) > 0;
}

/** Whether it takes JSON, as GraphQL over HTTP answers queries and mutations with. */
export function takesJson(request: FastifyRequest): boolean {
  const weights = weightsIn(request);
  const json = ["application/graphql-response+json", "application/json", "application/*", "*/*"];
  return weights.size === 0 || json.some((type) => (weights.get(type) ?? 0) > 0);
}
