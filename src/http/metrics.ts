import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { prices } from "../application/prices.js";
import { errorBody } from "./errors.js";

/** One finished GraphQL operation. Its name is not a label: callers choose names, and each would be kept for good. */
export interface ObservedOperation {
  readonly type: "query" | "mutation" | "subscription" | "unknown";
  readonly outcome: "ok" | "error";
  readonly seconds: number;
}

/** What this process measures, in Prometheus' terms. */
export interface Metrics {
  readonly registry: Registry;
  observeOperation(operation: ObservedOperation): void;
  observeRequest(labels: { method: string; route: string; status: number }, seconds: number): void;
  socketOpened(): void;
  socketClosed(): void;
  streamOpened(): void;
  streamClosed(): void;
  /** What a gateway was told of a key. */
  keyVerified(code: string): void;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Of the queue that all processes share, by state. */
export type CountJobs = () => Promise<Readonly<Record<"waiting" | "running" | "givenUp", number>>>;

export function createMetrics(countJobs?: CountJobs): Metrics {
  const registry = new Registry();
  if (countJobs) measureJobs(registry, countJobs);
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "portico_http_request_duration_seconds",
    help: "Time from a request's arrival to the end of its answer, by route",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers: [registry],
  });
  const operations = new Histogram({
    name: "portico_graphql_operation_duration_seconds",
    help: "Time of a GraphQL operation, by type and outcome",
    labelNames: ["type", "outcome"],
    buckets: SECONDS,
    registers: [registry],
  });
  const sockets = new Gauge({
    name: "portico_websocket_connections",
    help: "Open WebSocket connections",
    registers: [registry],
  });
  const streams = new Gauge({
    name: "portico_event_streams",
    help: "Open streams of Server-Sent Events",
    registers: [registry],
  });
  const verifications = countVerifications(registry);
  return {
    registry,
    observeOperation: ({ type, outcome, seconds }) => operations.observe({ type, outcome }, seconds),
    observeRequest: (labels, seconds) => requests.observe(labels, seconds),
    socketOpened: () => sockets.inc(),
    socketClosed: () => sockets.dec(),
    streamOpened: () => streams.inc(),
    streamClosed: () => streams.dec(),
    keyVerified: verifications,
  };
}

/** Handed over when it is read: the library takes longer to count by label than it takes to verify a key. */
function countVerifications(registry: Registry): (code: string) => void {
  const counted = new Map<string, { answers: number }>();
  new Counter({
    name: "portico_key_verifications_total",
    help: "Answers to gateways about keys, by code",
    labelNames: ["code"],
    registers: [registry],
    collect() {
      for (const [code, { answers }] of counted) this.inc({ code }, answers);
      counted.clear();
    },
  });
  return (code) => {
    const known = counted.get(code);
    if (known) known.answers += 1;
    else counted.set(code, { answers: 1 });
  };
}

/** Counted when it is read; left out while the database is away, so that the rest can be read then. */
function measureJobs(registry: Registry, countJobs: CountJobs): void {
  new Gauge({
    name: "portico_jobs",
    help: "Queued jobs, by state; given_up: failed as often as they may (portico jobs)",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await countJobs().catch(() => undefined);
      if (!counts) return;
      this.set({ state: "waiting" }, counts.waiting);
      this.set({ state: "running" }, counts.running);
      this.set({ state: "given_up" }, counts.givenUp);
    },
  });
}

/** Who may read what a process measures: everybody, nobody, or who sends the bearer token. */
export type MetricsReaders = "everybody" | "nobody" | { readonly token: string };

/** Measures every request and serves `GET /metrics` (Prometheus text format) to its readers. */
export function serveMetrics(app: FastifyInstance, metrics: Metrics, readers: MetricsReaders): void {
  app.addHook("onResponse", async (request, reply) => {
    // How long somebody watched is no time of an answer.
    if (String(reply.getHeader("content-type")).startsWith("text/event-stream")) return;
    const route = request.routeOptions.url ?? "unmatched";
    metrics.observeRequest(
      { method: request.method, route, status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  if (readers === "nobody") return;
  app.get("/metrics", { config: { isAlwaysServed: true, price: prices.metrics } }, async (request, reply) => {
    if (readers !== "everybody" && !isBearer(request.headers.authorization, readers.token)) {
      const body = errorBody("UNAUTHENTICATED", "Send the METRICS_TOKEN as a bearer token.", request.id);
      const isWrong = /^bearer\b/i.test(request.headers.authorization ?? "");
      const challenge = isWrong ? 'Bearer error="invalid_token"' : "Bearer";
      return reply.code(401).header("www-authenticate", challenge).send(body);
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/** Compared by digests, so that neither the token's content nor its length shows in the time. */
function isBearer(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
}
