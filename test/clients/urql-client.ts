import { graphcacheConfig } from "@portico/client-types/graphcache";
import { fetchExchange, subscriptionExchange, Client as UrqlClient } from "@urql/core";
import { type CacheExchangeOpts, cacheExchange } from "@urql/exchange-graphcache";
import type { Client, Json } from "../support/client.js";
import { eventsOf } from "../support/subscribe-by-events.js";
import { documentOf } from "./documents.js";
import type { GraphqlClient } from "./graphql-client.js";

/** urql with Graphcache, queries by GET as it sends them itself; subscribes by Server-Sent Events. */
export function urqlClient(person: Client, config: CacheExchangeOpts = graphcacheConfig): GraphqlClient {
  const events = eventsOf(person);
  const client = new UrqlClient({
    url: `${person.url}/graphql`,
    fetch: (input, init) => person.request(String(input), init),
    fetchOptions: { headers: { "graphql-require-preflight": "1" } },
    preferGetMethod: "within-url-limit",
    exchanges: [
      cacheExchange(config),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: events.subscribe({ query, variables: variables as Json }, sink as Json),
          }),
        }),
      }),
    ],
  });
  const dataOf = ({ data, error }: { data?: Json; error?: Error | undefined }) => {
    if (error) throw error;
    return data;
  };
  return {
    query: async (name, variables = {}) =>
      dataOf(await client.query(documentOf(name), variables, { requestPolicy: "network-only" })),
    mutate: async (name, variables) => dataOf(await client.mutation(documentOf(name), variables)),
    subscribe(name, variables = {}) {
      const received: Json[] = [];
      const { unsubscribe } = client
        .subscription(documentOf(name), variables)
        .subscribe((event) => void received.push(dataOf(event)));
      return { received, stop: unsubscribe };
    },
    async cached(name, variables = {}) {
      const { data, stale } = await client.query(documentOf(name), variables, {
        requestPolicy: "cache-only",
      });
      return stale ? null : (data ?? null);
    },
    close: () => events.dispose(),
  };
}
