import type { CacheExchangeOpts } from "@urql/exchange-graphcache";

/**
 * For urql's `cacheExchange` of Graphcache: the schema, which types are kept inside what they belong to, pages that become
 * one list for each filter and order, and that what an answer says is gone, such as by its `deletedClientApplicationId`, is
 * forgotten.
 */
export declare const graphcacheConfig: Required<
  Pick<CacheExchangeOpts, "schema" | "keys" | "resolvers" | "updates">
>;
