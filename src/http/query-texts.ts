import type { preValidationAsyncHookHandler } from "fastify";
import { HttpError } from "./errors.js";

/**
 * For a route that reads these parameters of its address as texts: each is there once or not at all, or the answer is 400.
 * In place of schemas, whose compilers would take a tenth of a start (docs/speed.md).
 */
export function queryTexts(...names: string[]): preValidationAsyncHookHandler {
  return async ({ query }) => {
    const sent = query as Readonly<Record<string, unknown>>;
    const twice = names.find((name) => Array.isArray(sent[name]));
    if (twice) throw new HttpError(400, "BAD_REQUEST", `The address has \`${twice}\` more than once.`);
  };
}

/** No route has a schema: none of Fastify's compilers for them is loaded. */
const unused = () => () => {
  throw new Error("Routes have no schemas here; see queryTexts.");
};
export const withoutSchemas = { compilersFactory: { buildValidator: unused, buildSerializer: unused } };
