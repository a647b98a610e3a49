import {
  type ApolloCache,
  type ApolloClient,
  ApolloLink,
  type DocumentNode,
  type OperationVariables,
  type TypedDocumentNode,
} from "@apollo/client";
import { defer, mergeMap, type Observable, of, tap } from "rxjs";

/*
 * Live changes come by a connection of their own, so an answer may come behind one that is newer than itself, and nothing in it
 * tells so. What was asked for before the latest news is therefore never kept: it is asked for again.
 */

let told = 0;

/** From now on: whether anything has been told, live or by the answer to a mutation. */
function watchNews(): () => boolean {
  const before = told;
  return () => told !== before;
}

/** What comes by it is news. */
export const news = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap(() => {
      told += 1;
    }),
  ),
);

/** Where it never stops, an answer is taken as it is: the next news tell what it lacks. */
const mostTries = 5;

/** A query that news have overtaken is asked again. */
export const notOvertaken = new ApolloLink((operation, forward) => {
  const ask = (triesLeft: number): Observable<ApolloLink.Result> =>
    defer(() => {
      const isOvertaken = watchNews();
      return forward(operation).pipe(
        mergeMap((answer) => (isOvertaken() && triesLeft > 1 ? ask(triesLeft - 1) : of(answer))),
      );
    });
  return operation.operationType === "query" ? ask(mostTries) : forward(operation);
});

/**
 * Carries a mutation out. What it answers is kept, unless news have overtaken it: then everything that is shown is read
 * again, since a mutation is carried out once. It has been, whatever becomes of the reading.
 */
export async function carryOut<Data, Variables extends OperationVariables>(
  client: ApolloClient,
  mutation: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data | undefined> {
  const isOvertaken = watchNews();
  const { data } = await client.mutate<Data, OperationVariables>({
    mutation,
    variables,
    fetchPolicy: "no-cache",
  });
  const isOld = isOvertaken();
  told += 1;
  if (isOld) await Promise.allSettled(client.refetchQueries({ include: "active" }).results);
  else if (data) keep(client.cache, mutation, data);
  return data;
}

function keep(cache: ApolloCache, mutation: DocumentNode, result: object): void {
  const dataId = "ROOT_MUTATION";
  cache.batch({
    update() {
      cache.write({ dataId, query: cache.transformDocument(mutation), result });
      cache.evict({ id: dataId });
    },
  });
}
