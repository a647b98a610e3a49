import type { Json } from "../support/client.js";

/** One of the clients that front ends use, in front of a running Portico, with the cache that it keeps. */
export interface GraphqlClient {
  /** From the server. Operations are those of `journey.ts`, by their names. */
  query(name: string, variables?: object): Promise<Json>;
  mutate(name: string, variables: object): Promise<Json>;
  /** Until it is stopped, what comes goes into the cache. */
  subscribe(name: string, variables?: object): { readonly received: Json[]; stop(): void };
  /** What the cache has without asking the server; null when something is missing. */
  cached(name: string, variables?: object): Promise<Json | null>;
  close(): void;
}
