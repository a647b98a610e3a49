import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { type Callers, signIn } from "../../bench/callers.js";
import { type BenchDatabase, startDatabase } from "../../bench/database.js";
import { requestOf } from "../../bench/measure.js";
import { pages } from "../../bench/pages.js";
import { contestants, type Server, startServer } from "../../bench/servers.js";

let database: BenchDatabase;
let callers: Callers;
let server: Server;

beforeAll(async () => {
  database = await startDatabase(3);
  callers = await signIn(database.settings);
  const [portico] = contestants(null, ["portico"]);
  if (!portico) throw new Error("Portico is not among those that are measured.");
  const unpinned = {
    isPossible: false,
    on: (_: number, command: string, args: readonly string[]) => [command, [...args]] as [string, string[]],
  };
  server = await startServer(
    portico,
    database.settings,
    unpinned,
    async (url) => (await fetch(`${url}/readyz`)).ok,
  );
});

afterAll(async () => {
  await server?.stop();
  await database?.stop();
});

it.each(pages.map((page) => [page.name, page] as const))(
  "the benchmark's rows answer the page %s without an error",
  async (_, page) => {
    const [question] = page.questions(server, callers) ?? [];
    if (!question) throw new Error("Nothing is asked of Portico.");
    const { path, ...request } = requestOf(question, 0);
    const answer = (await (await fetch(`${server.url}${path}`, request)).json()) as { errors?: unknown };
    expect(answer.errors).toBeUndefined();
  },
);

it("the page of applications is full", async () => {
  const [page] = pages;
  const [question] = page?.questions(server, callers) ?? [];
  if (!question) throw new Error("Nothing is asked of Portico.");
  const { path, ...request } = requestOf(question, 0);
  const { data } = (await (await fetch(`${server.url}${path}`, request)).json()) as {
    data: { me: { partner: { applications: { totalCount: number; edges: object[] } } } };
  };
  expect(data.me.partner.applications).toMatchObject({ totalCount: 20, edges: { length: 20 } });
});
