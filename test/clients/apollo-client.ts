import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type TypePolicies } from "@apollo/client";
import { loadDevMessages, loadErrorMessages } from "@apollo/client/dev";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition } from "@apollo/client/utilities";
import { possibleTypes } from "@portico/client-types";
import { forgetWhatIsGone, typePolicies } from "@portico/client-types/apollo";
import type { Client, Json } from "../support/client.js";
import { socketOf } from "../support/subscribe.js";
import { documentOf } from "./documents.js";
import type { GraphqlClient } from "./graphql-client.js";

/** Apollo Client with what `clients/types` has for it, unless a spec gives it other policies; subscribes over a WebSocket. */
export function apolloClient(person: Client, policies: TypePolicies = typePolicies): GraphqlClient {
  loadDevMessages();
  loadErrorMessages();
  const cache = new InMemoryCache({ possibleTypes, typePolicies: policies });
  const http = new HttpLink({
    uri: `${person.url}/graphql`,
    fetch: (uri, init) => person.request(String(uri), init),
  });
  const socket = socketOf(person);
  const link = ApolloLink.split(
    ({ query }) => {
      const definition = getMainDefinition(query);
      return definition.kind === "OperationDefinition" && definition.operation === "subscription";
    },
    new GraphQLWsLink(socket),
    http,
  );
  const client = new ApolloClient({ cache, link });
  const forgets = (data: Json) => {
    for (const change of Object.values(data ?? {})) forgetWhatIsGone(cache, change as object);
  };
  return {
    async query(name, variables = {}) {
      return (await client.query({ query: documentOf(name), variables, fetchPolicy: "network-only" })).data;
    },
    async mutate(name, variables) {
      const mutation = documentOf(name);
      return (await client.mutate({ mutation, variables, update: (_, { data }) => forgets(data) })).data;
    },
    subscribe(name, variables = {}) {
      const received: Json[] = [];
      const subscription = client
        .subscribe<Json>({ query: documentOf(name), variables })
        .subscribe(({ data }) => {
          received.push(data);
          forgets(data);
        });
      return { received, stop: () => subscription.unsubscribe() };
    },
    cached: async (name, variables = {}) => cache.readQuery({ query: documentOf(name), variables }),
    close() {
      client.stop();
      void socket.dispose();
    },
  };
}
