import { ApolloServer } from "@apollo/server";
import { buildSchema, type GraphQLSchema } from "graphql";
import { createHttpServer, type HttpServer, type HttpServerDeps } from "../../src/http/server.js";
import { createLogger } from "../../src/infrastructure/logging.js";
import { plentyOfWork } from "./work.js";

type Context = Record<string, unknown>;

export interface TestServer extends HttpServer {
  /** What the GraphQL field `slow` waits for. */
  finishSlow(): void;
  readonly logLines: string[];
}

/** A server with a schema of its own and nothing behind it. */
export async function testServer(deps: Partial<HttpServerDeps<Context>> = {}): Promise<TestServer> {
  let finishSlow = () => {};
  const slow = new Promise<void>((resolve) => {
    finishSlow = resolve;
  });
  const schema = testSchema(slow);
  const server = new ApolloServer<Context>({ schema, stopOnTerminationSignals: false });
  await server.start();
  const logLines: string[] = [];
  const http = await createHttpServer<Context>({
    logger: createLogger("info", { write: (line) => void logLines.push(line) }),
    publicUrl: "http://localhost:4000",
    graphql: { server, context: async (request) => ({ ip: request.address }) },
    socketLimits: { socketsPerAddress: 50, socketsPerDeveloper: 20, subscriptionsPerDeveloper: 100 },
    subscriptions: {
      schema,
      connect: async () => "dev_somebody",
      context: async ({ headers }) => ({ authorization: headers.get("authorization") }),
    },
    budget: plentyOfWork(),
    authHandler: async () => new Response(null, { status: 404 }),
    ...deps,
  });
  const close = async () => {
    await http.close();
    await server.stop();
  };
  return { ...http, close, finishSlow, logLines };
}

export function testSchema(slow: Promise<void>): GraphQLSchema {
  const schema = buildSchema(`
    type Query { hello: String slow: String }
    type Subscription { me: String broken: String endless: String }
  `);
  const query = schema.getQueryType()?.getFields();
  const subscription = schema.getSubscriptionType()?.getFields();
  if (!query?.hello || !query.slow || !subscription?.me || !subscription.broken || !subscription.endless) {
    throw new Error("The schema has changed.");
  }
  query.hello.resolve = () => "world";
  query.slow.resolve = () => slow.then(() => "done");
  subscription.me.subscribe = async function* (_source, _args, context: Context) {
    yield { me: context.authorization };
  };
  subscription.broken.subscribe = async function* () {
    yield {};
  };
  subscription.broken.resolve = () => {
    throw new Error("password of the database");
  };
  subscription.endless.subscribe = async function* () {
    yield { endless: "first" };
    await new Promise(() => {});
  };
  return schema;
}

export const json = (query: string) => ({
  method: "POST" as const,
  url: "/graphql",
  headers: { "content-type": "application/json" },
  payload: JSON.stringify({ query }),
});
