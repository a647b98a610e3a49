import type { Caller, Callers } from "./callers.js";
import { graphqlOf, pageOfApplications, postgraphileOf } from "./documents.js";
import type { Server } from "./servers.js";

export interface Question {
  readonly caller: Caller;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface BenchPage {
  readonly name: string;
  /** One after the other, in place of many at once. */
  readonly isAlone?: boolean;
  /** What is asked, in turns; null of servers that do not have it. */
  questions(server: Server, callers: Callers): Question[] | null;
}

const applications = (name: string, first: number, of: "many" | "ofBig", isAlone = false): BenchPage => ({
  name,
  isAlone,
  questions: (server, callers) =>
    callers[of].map((caller) => ({ caller, query: pageOfApplications(server.name, first) })),
});

const porticoAlone = (name: string, of: (callers: Callers) => Question[]): BenchPage => ({
  name,
  questions: (server, callers) => (server.isPortico ? of(callers) : null),
});

export const pages: readonly BenchPage[] = [
  applications("My APIs", 20, "many"),
  applications("My APIs, one connection", 20, "many", true),
  applications("list of 100", 100, "ofBig"),
  porticoAlone("one application", ({ many }) =>
    many.map((caller) => ({ caller, query: graphqlOf.one, variables: { id: caller.applicationId } })),
  ),
  porticoAlone("catalogue", ({ many }) => many.map((caller) => ({ caller, query: graphqlOf.catalogue }))),
  porticoAlone("access requests", ({ operator }) => [{ caller: operator, query: graphqlOf.requests }]),
  porticoAlone("{ __typename }", ({ many }) => many.map((caller) => ({ caller, query: "{ __typename }" }))),
];

/** The same from everybody, but for the spelling of cursors, for names that a server makes itself, and for what it tells beside. */
export function informationOf(server: Server, { data }: { data?: unknown }): unknown {
  const plain = JSON.parse(
    JSON.stringify({ data }, (key, value) =>
      key === "cursor" || key === "endCursor" ? typeof value : value,
    ),
  );
  return server.name === "postgraphile" ? postgraphileOf.asOthers(plain) : plain;
}
