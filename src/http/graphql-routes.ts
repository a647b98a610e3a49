import type { ApolloServer, BaseContext } from "@apollo/server";
import { type ApolloFastifyContextFunction, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { WorkAccount } from "../application/work-account.js";
import { parseBoundedJson } from "./bounded-json.js";
import { compressible } from "./compression.js";
import type { EventStreams } from "./event-streams.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";
import { sandboxPage } from "./sandbox-page.js";
import { type Turn, Turns } from "./turns.js";
import { costExtension } from "./work.js";

declare module "fastify" {
  interface FastifyRequest {
    turn: Turn | null;
  }
}

export interface GraphqlRoutes<Context extends BaseContext> {
  /** Started already; with `csrfPrevention` on and without a landing page of its own. */
  readonly server: ApolloServer<Context>;
  readonly context: ApolloFastifyContextFunction<Context>;
  /** What the Sandbox opens with, a tab each. */
  readonly exampleOperations: readonly string[];
  /** Whether a browser gets Apollo Sandbox, or is sent to GraphiQL. */
  readonly sandbox: boolean;
  /** In bytes. */
  readonly bodyLimit: number;
  readonly eventStreams?: EventStreams | undefined;
}

/**
 * Operations at once, as many as there are connections to the database: more would only wait for one, with all that they have begun
 * (docs/speed.md, "What outlives a request").
 */
const atOnce = 10;
/** Of an operation that keeps others waiting, in ms; few take so long. */
const longest = 100;
/** That an operation waits at most, in ms: while the database is silent none ends soon, and more would come than begin. */
const patience = 1_000;

/**
 * `POST /graphql` and, for queries, `GET /graphql` as Apollo Server serves them (GraphQL over HTTP), subscriptions as
 * Server-Sent Events; a browser that opens `GET /graphql` gets Apollo Sandbox.
 */
export async function serveGraphql<Context extends BaseContext>(
  app: FastifyInstance,
  routes: GraphqlRoutes<Context>,
) {
  const { server, context, exampleOperations, bodyLimit } = routes;
  const page = routes.sandbox ? sandboxPage(exampleOperations) : undefined;
  const execute = fastifyApolloHandler(server, { context });

  parseBoundedJson(app);
  takeTurns(app);
  app.addHook<unknown>("onSend", async ({ work }, reply, payload) =>
    isJson(reply) && typeof payload === "string" ? withCost(payload, work) : payload,
  );
  app.post("/graphql", { bodyLimit, compress: compressible }, async function (request, reply) {
    return (await routes.eventStreams?.answers(request, reply)) ? reply : execute.call(this, request, reply);
  });
  app.get("/graphql", { compress: compressible }, async function (request, reply) {
    if (!wantsPage(request)) return execute.call(this, request, reply);
    reply.header("vary", "accept");
    return page ? sendPage(reply, page) : reply.redirect(pagePaths.graphiql);
  });
}

/** Once all of a request is there. Who listens to a subscription goes on, and keeps nobody waiting. */
function takeTurns(app: FastifyInstance): void {
  const turns = new Turns(atOnce, longest, patience);
  app.decorateRequest("turn", null);
  app.addHook("preHandler", (request, _reply, done) => {
    request.turn = turns.take(done);
  });
  app.addHook<unknown>("onSend", (request, _reply, payload, done) => {
    if (request.turn) turns.end(request.turn);
    done(null, payload);
  });
}

function isJson(reply: FastifyReply): boolean {
  return /^application\/(graphql-response\+)?json/.test(String(reply.getHeader("content-type")));
}

/** The answer, an object in JSON, with what it cost in its `extensions` (GraphQL §7.1), which nothing else fills. */
function withCost(answer: string, work: WorkAccount): string {
  const end = answer.lastIndexOf("}");
  const cost = JSON.stringify(costExtension(work));
  return `${answer.slice(0, end)},"extensions":{"cost":${cost}}}`;
}

function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? "")
    .split(",")
    .some((each) => each.trim().split(";", 1)[0] === "text/html");
}
