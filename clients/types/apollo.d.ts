import type { ApolloCache, TypePolicies } from "@apollo/client";

/**
 * For Apollo Client's `InMemoryCache`: whatever has an id is kept by it (`keyFields`), the rest inside what it belongs to,
 * where a later answer takes the place of an earlier one; and the pages of a list are one list for each filter and order. A page that is fetched with `after` or `before` is put
 * where it belongs, be its list read by `edges` or by `nodes`; one without both begins the list anew.
 */
export declare const typePolicies: TypePolicies;

/**
 * Takes out of the cache, and so out of every list, what a mutation's payload or a subscription's event says is gone, such as
 * by its `deletedClientApplicationId`: for the `update` of a mutation, and the `onData` of a subscription.
 */
export declare function forgetWhatIsGone(cache: ApolloCache, change: object | null | undefined): void;
