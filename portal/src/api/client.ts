import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { SetContextLink } from "@apollo/client/link/context";
import { ErrorLink } from "@apollo/client/link/error";
import { RetryLink } from "@apollo/client/link/retry";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { getMainDefinition } from "@apollo/client/utilities";
import { possibleTypes } from "@portico/client-types";
import { typePolicies } from "@portico/client-types/apollo";
import { OperationTypeNode } from "graphql";
import { CloseCode, createClient } from "graphql-ws";
import { tap } from "rxjs";
import { connectionIs } from "./connection";
import { SessionDocument } from "./gql/graphql";
import { listenedAgain } from "./listening";
import { mendConnection } from "./mending";
import { news, notOvertaken } from "./news";

/** What has been read stays in memory alone: nothing of it is written to the disk. */
export function createApi(onSignedOut: () => void) {
  const socket = createClient({
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on: {
      connected: () => connectionIs("up"),
      closed: (event) => {
        const code = (event as CloseEvent | undefined)?.code;
        if (code === CloseCode.Unauthorized || code === CloseCode.Forbidden) void isStillSignedIn();
        else if (code !== closedHere) connectionIs("down");
      },
    },
  });

  const signedOut = new ErrorLink(({ error }) => {
    if (
      CombinedGraphQLErrors.is(error) &&
      error.errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED")
    )
      onSignedOut();
  });

  /** A mutation has one key for all of its tries, so that it is carried out once. */
  const once = new SetContextLink((previous, { operationType }) =>
    operationType === OperationTypeNode.MUTATION
      ? { ...previous, headers: { ...previous.headers, "idempotency-key": crypto.randomUUID() } }
      : previous,
  );
  const retried = new RetryLink({
    delay: { initial: 300, max: 3000, jitter: true },
    attempts: { max: 4, retryIf: isPassing },
  });

  /** An answer came, whatever it says, or none did. */
  const noticed = new ApolloLink((operation, forward) =>
    forward(operation).pipe(
      tap({
        next: () => connectionIs("up"),
        error: (error) => connectionIs(isUnanswered(error) ? "down" : "up"),
      }),
    ),
  );
  const http = ApolloLink.from([
    signedOut,
    notOvertaken,
    once,
    retried,
    noticed,
    new HttpLink({ uri: "/graphql", credentials: "same-origin" }),
  ]);
  const link = ApolloLink.split(
    ({ query }) => {
      const definition = getMainDefinition(query);
      return (
        definition.kind === "OperationDefinition" && definition.operation === OperationTypeNode.SUBSCRIPTION
      );
    },
    ApolloLink.from([news, listenedAgain(), new GraphQLWsLink(socket)]),
    http,
  );

  const client = new ApolloClient({
    link,
    cache: new InMemoryCache({ possibleTypes, typePolicies }),
    defaultOptions: { watchQuery: { fetchPolicy: "cache-and-network", nextFetchPolicy: "cache-first" } },
    devtools: { enabled: import.meta.env.DEV },
  });

  /** Reads again who is signed in; where that is nobody any more, the page that signs in is next. */
  async function isStillSignedIn(): Promise<boolean> {
    const { data } = await client
      .query({ query: SessionDocument, fetchPolicy: "network-only" })
      .catch(() => ({ data: undefined }));
    if (data && !data.me) onSignedOut();
    return Boolean(data?.me);
  }
  mendConnection(client, isStillSignedIn);
  return client;
}

/** Closed by this side, since nothing is watched at the moment. */
const closedHere = 1000;

/** No answer came, or one that says to try again. */
function isPassing(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error))
    return error.errors.some(({ extensions }) => extensions?.code === "UNAVAILABLE");
  const { statusCode } = error as { statusCode?: number };
  return isUnanswered(error) || statusCode === 503 || statusCode === 504;
}

/** Neither an answer of the API nor of anything in front of it. */
const isUnanswered = (error: unknown) =>
  !CombinedGraphQLErrors.is(error) && (error as { statusCode?: number }).statusCode === undefined;
