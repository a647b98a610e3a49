import type { BaseContext } from "@apollo/server";
import fastify, { type FastifyInstance, LogController } from "fastify";
import type { Logger } from "../application/ports/logger.js";
import type { WorkBudget } from "../application/ports/work-budget.js";
import type { IsUnavailable } from "../application/unavailable.js";
import { type Brand, usualBrand } from "../html/brand.js";
import { allowedOrigins } from "./allowed-origins.js";
import { type FetchHandler, serveAuth } from "./auth-routes.js";
import { clientAddressBy, tellAddresses } from "./client-address.js";
import { compressAnswers } from "./compression.js";
import { handleErrors } from "./errors.js";
import { createEventStreams } from "./event-streams.js";
import { fastifyLog } from "./fastify-log.js";
import { before } from "./gateways/before.js";
import type { GatewayDoor } from "./gateways/gateway-door.js";
import { serveGraphiql } from "./graphiql-routes.js";
import { type GraphqlRoutes, serveGraphql } from "./graphql-routes.js";
import { type ReadinessChecks, serveHealth } from "./health.js";
import { checkLocations } from "./leaving-location.js";
import { tellMethods } from "./methods.js";
import { createMetrics, type Metrics, type MetricsReaders, serveMetrics } from "./metrics.js";
import { limitLoad } from "./overload.js";
import { servePortal } from "./portal-routes.js";
import { withoutSchemas } from "./query-texts.js";
import { logRequests, requestIdOf } from "./request-log.js";
import { secureHeaders } from "./security-headers.js";
import type { Subscriptions } from "./subscription-hooks.js";
import { createSubscriptionPlaces, type SocketLimits } from "./subscription-places.js";
import { serveSubscriptions } from "./subscriptions.js";
import { refuseUnreadable } from "./unreadable-requests.js";
import { chargeWork } from "./work.js";

export interface HttpServerDeps<Context extends BaseContext> {
  readonly logger: Logger;
  readonly publicUrl: string;
  /** Origins, besides `publicUrl`, whose pages may call the API with cookies. */
  readonly corsOrigins?: readonly string[];
  readonly graphql: Pick<GraphqlRoutes<Context>, "server" | "context">;
  readonly subscriptions?: Subscriptions;
  /** Answers `/api/auth/*`. */
  readonly authHandler: FetchHandler;
  readonly readinessChecks?: ReadinessChecks;
  readonly metrics?: Metrics;
  readonly metricsReaders?: MetricsReaders;
  /** False: a browser at `/graphql` is sent to GraphiQL. */
  readonly sandbox?: boolean;
  /** What pages show the installation as. Default: Portico. */
  readonly brand?: Brand;
  /** The operations that Sandbox and GraphiQL open with, a tab each. */
  readonly exampleOperations?: readonly string[];
  readonly budget: WorkBudget;
  /** False: nothing is turned away while the event loop lags, as it does where many specs share a machine. */
  readonly shedsLoad?: boolean;
  readonly socketLimits: SocketLimits;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` tells the client's address. Default: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** What a 503 `UNAVAILABLE` answers. Default: nothing. */
  readonly isUnavailable?: IsUnavailable;
  /** What answers gateways; absent: nobody does. */
  readonly door?: GatewayDoor;
  /** Adds further routes, such as `/dev/mailbox`. */
  routes?(app: FastifyInstance): Promise<void> | void;
}

export interface HttpServer {
  /** For tests: `app.inject`. */
  readonly app: FastifyInstance;
  /** Starts listening; returns the port. */
  listen(address: { host: string; port: number }): Promise<number>;
  /**
   * Turns new requests away, closes WebSockets (1001), ends streams of events and resolves when running requests have been answered; after
   * 10 s they are cut off. Stop the Apollo server afterwards.
   */
  close(): Promise<void>;
}

/** Of a GraphQL request; and of any other: an address, a password and a token are short. */
const GRAPHQL_BODY_LIMIT_BYTES = 256 * 1024;
const BODY_LIMIT_BYTES = 16 * 1024;
/** A subscription's document, its variables and what goes with it. */
const MESSAGE_LIMIT_BYTES = 64 * 1024;
const CLOSE_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP side of a web process. Every answer carries `x-request-id`. */
export async function createHttpServer<Context extends BaseContext>(
  deps: HttpServerDeps<Context>,
): Promise<HttpServer> {
  const { logger, publicUrl, corsOrigins = [], metrics = createMetrics() } = deps;
  const { exampleOperations = ["query {\n  __typename\n}\n"] } = deps;
  const app: FastifyInstance = fastify({
    loggerInstance: fastifyLog(logger),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: true },
    // What still comes on open connections while the server stops is answered like the rest, and told to go elsewhere.
    return503OnClosing: false,
    schemaController: withoutSchemas,
    clientErrorHandler: refuseUnreadable(publicUrl.startsWith("https:")),
    ...(deps.door && { serverFactory: before(deps.door) }),
  });

  app.decorate("brand", deps.brand ?? usualBrand);
  const clientAddress = clientAddressBy(deps.trustedProxies ?? []);
  tellAddresses(app, clientAddress);
  handleErrors(app, deps.isUnavailable);
  logRequests(app);
  await secureHeaders(app, publicUrl, corsOrigins);
  await compressAnswers(app);
  checkLocations(app, { publicUrl, portals: corsOrigins });
  chargeWork(app, deps.budget);
  if (deps.shedsLoad ?? true) await limitLoad(app);
  tellMethods(app);
  serveMetrics(app, metrics, deps.metricsReaders ?? "everybody");
  serveHealth(app, deps.readinessChecks ?? {});
  const places = createSubscriptionPlaces(deps.socketLimits);
  const { subscriptions } = deps;
  const eventStreams = subscriptions && createEventStreams({ subscriptions, places, metrics });
  await app.register(async (child) =>
    serveGraphql(child, {
      ...deps.graphql,
      eventStreams,
      exampleOperations,
      sandbox: deps.sandbox ?? true,
      bodyLimit: GRAPHQL_BODY_LIMIT_BYTES,
    }),
  );
  serveGraphiql(app, exampleOperations);
  await app.register(servePortal);
  await app.register(serveAuth, { handler: deps.authHandler, publicUrl });
  await app.register(async (child) => deps.routes?.(child));

  if (subscriptions) {
    const sockets = serveSubscriptions(app.server, {
      subscriptions,
      origins: allowedOrigins(publicUrl, corsOrigins),
      maxMessageBytes: MESSAGE_LIMIT_BYTES,
      places,
      budget: deps.budget,
      clientAddress,
      metrics,
      logger,
    });
    app.addHook("preClose", async () => {
      eventStreams?.close();
      await sockets.close();
    });
  }
  await app.ready();

  return {
    app,
    async listen(address) {
      await app.listen(address);
      const bound = app.server.address();
      return typeof bound === "object" && bound ? bound.port : address.port;
    },
    async close() {
      const timer = setTimeout(() => app.server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      // A connection that gets its answer now would be kept alive, and waited for.
      const sweep = setInterval(() => app.server.closeIdleConnections(), 50);
      await app.close();
      clearTimeout(timer);
      clearInterval(sweep);
    },
  };
}
