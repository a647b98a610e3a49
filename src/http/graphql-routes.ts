import type { ApolloServer, BaseContext } from "@apollo/server";
import { type ApolloFastifyContextFunction, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { parseBoundedJson } from "./bounded-json.js";
import { pagePaths } from "./page-paths.js";
import { sendPage } from "./pages.js";
import { sandboxPage } from "./sandbox-page.js";

export interface GraphqlRoutes<Context extends BaseContext> {
  /** Started already; with `csrfPrevention` on and without a landing page of its own. */
  readonly server: ApolloServer<Context>;
  readonly context: ApolloFastifyContextFunction<Context>;
  readonly exampleOperation: string;
  /** Whether a browser gets Apollo Sandbox, or is sent to GraphiQL. */
  readonly sandbox: boolean;
  /** In bytes. */
  readonly bodyLimit: number;
  readonly maxPerMinute: number;
}

/**
 * `POST /graphql` and, for queries, `GET /graphql` as Apollo Server serves them (GraphQL over HTTP); a browser that
 * opens `GET /graphql` gets Apollo Sandbox.
 */
export async function serveGraphql<Context extends BaseContext>(
  app: FastifyInstance,
  routes: GraphqlRoutes<Context>,
) {
  const { server, context, exampleOperation, bodyLimit, maxPerMinute } = routes;
  const page = routes.sandbox ? sandboxPage(exampleOperation) : undefined;
  const execute = fastifyApolloHandler(server, { context });
  const config = { rateLimit: { max: maxPerMinute, timeWindow: "1 minute", groupId: "graphql" } };

  parseBoundedJson(app);
  app.post("/graphql", { config, bodyLimit }, execute);
  app.get("/graphql", { config }, async function (request, reply) {
    if (!wantsPage(request)) return execute.call(this, request, reply);
    reply.header("vary", "accept");
    return page ? sendPage(reply, page) : reply.redirect(pagePaths.graphiql);
  });
}

function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? "")
    .split(",")
    .some((each) => each.trim().split(";", 1)[0] === "text/html");
}
