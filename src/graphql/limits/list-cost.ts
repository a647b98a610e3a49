import type { ComplexityEstimatorArgs } from "graphql-query-complexity";
import { defaultPageSize, maxPageSize } from "../cursor.js";

/** The cost of a connection: one for itself, and what one row costs for each row that the page may hold. */
export function listCost({ args, childComplexity }: ComplexityEstimatorArgs): number {
  const first =
    typeof args.first === "number" ? Math.min(Math.max(args.first, 1), maxPageSize) : defaultPageSize;
  return 1 + first * childComplexity;
}

/** The cost of a list without pages: counted as if it had `usual` rows. */
export function shortListCost(usual: number) {
  return ({ childComplexity }: ComplexityEstimatorArgs): number => 1 + usual * childComplexity;
}
