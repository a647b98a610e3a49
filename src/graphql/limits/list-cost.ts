import type { ComplexityEstimatorArgs } from "graphql-query-complexity";
import { limits, usualLengths } from "./limits.js";

/** The cost of a connection: one for itself, and what one row costs for each row that the page may hold. */
export function listCost({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const { usual, max } = limits.pageSize;
  const asked = args.last ?? args.first;
  const size = typeof asked === "number" ? Math.min(Math.max(asked, 1), max) : usual;
  return 1 + size * childComplexity;
}

/** The cost of a list without pages. */
export function shortListCost(field: keyof typeof usualLengths) {
  return ({ childComplexity }: ComplexityEstimatorArgs): number => 1 + usualLengths[field] * childComplexity;
}

/** The cost of as many things as are asked for by their ids. */
export function nodesCost({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const ids: unknown = args.ids;
  return 1 + (Array.isArray(ids) ? ids.length : 1) * childComplexity;
}
