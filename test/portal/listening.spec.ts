/** @jest-environment ./test/support/jest/document.js */
import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { expect, it } from "@jest/globals";
import { of, throwError } from "rxjs";
import { listenedAgain } from "../../portal/src/api/listening";

const live = gql`subscription Live { present }`;

/** What a listener hears whom the server refuses with these codes first, and how often it was asked. */
function listening(codes: readonly string[]): Promise<{ heard: unknown; asked: number }> {
  const refusals = [...codes];
  let asked = 0;
  const server = new ApolloLink(() => {
    asked += 1;
    const code = refusals.shift();
    return code
      ? throwError(() => new CombinedGraphQLErrors({ errors: [{ message: "No.", extensions: { code } }] }))
      : of({ data: { present: true } });
  });
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.from([listenedAgain(1), server]),
  });
  return new Promise((resolve) => {
    client.subscribe({ query: live }).subscribe(({ data, error }) => {
      resolve({ heard: data ?? error?.message, asked });
    });
  });
}

it.each(["UNAVAILABLE", "OVERLOADED", "RATE_LIMITED", "INTERNAL_SERVER_ERROR"])(
  "who is refused by %s listens again until they are let in",
  async (code) => {
    expect(await listening([code, code, code])).toEqual({ heard: { present: true }, asked: 4 });
  },
);

it.each(["UNAUTHENTICATED", "NOT_FOUND", "BAD_USER_INPUT"])(
  "who is refused by %s asks no more",
  async (code) => {
    expect(await listening([code])).toEqual({ heard: "No.", asked: 1 });
  },
);
