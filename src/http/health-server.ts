import fastify from "fastify";
import type { Logger } from "../application/ports/logger.js";
import { handleErrors } from "./errors.js";
import { fastifyLog } from "./fastify-log.js";
import { before } from "./gateways/before.js";
import type { GatewayDoor } from "./gateways/gateway-door.js";
import { type ReadinessChecks, serveHealth } from "./health.js";
import { createMetrics, type Metrics, type MetricsReaders, serveMetrics } from "./metrics.js";
import { withoutSchemas } from "./query-texts.js";
import { requestIdOf } from "./request-log.js";
import { secureHeaders } from "./security-headers.js";
import { refuseUnreadable } from "./unreadable-requests.js";

export interface HealthServerDeps {
  readonly logger: Logger;
  readonly readinessChecks: ReadinessChecks;
  readonly metrics?: Metrics;
  readonly metricsReaders: MetricsReaders;
  /** What it serves besides. */
  readonly door?: GatewayDoor;
}

/** Tells how a process is that serves no people: `/healthz`, `/readyz`, `/metrics`. */
export async function createHealthServer({
  logger,
  readinessChecks,
  metrics = createMetrics(),
  metricsReaders,
  door,
}: HealthServerDeps) {
  const app = fastify({
    schemaController: withoutSchemas,
    loggerInstance: fastifyLog(logger),
    disableRequestLogging: true,
    genReqId: requestIdOf,
    forceCloseConnections: true,
    clientErrorHandler: refuseUnreadable(false),
    ...(door && { requestTimeout: 30_000, serverFactory: before(door) }),
  });
  handleErrors(app);
  // Reached from inside, by http.
  await secureHeaders(app, "http://localhost", []);
  serveMetrics(app, metrics, metricsReaders);
  serveHealth(app, readinessChecks);
  return {
    async listen(address: { host: string; port: number }): Promise<number> {
      await app.listen(address);
      const bound = app.server.address();
      return typeof bound === "object" && bound ? bound.port : address.port;
    },
    close: async () => void (await app.close()),
  };
}
