import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { errorBody } from "./errors.js";

/** By name, a check that rejects while the process cannot serve requests because of it. */
export type ReadinessChecks = Readonly<Record<string, () => Promise<unknown>>>;

const CHECK_TIMEOUT_MS = 2_000;

/**
 * `GET /healthz`: the process answers. `GET /readyz`: 200 when every check passes within 2 s, else 503 `NOT_READY`; says
 * which failed and not why, which goes to the log.
 */
export function serveHealth(app: FastifyInstance, checks: ReadinessChecks): void {
  const options = { config: { isAlwaysServed: true, price: 0 } };
  app.get("/healthz", options, async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "ok" }),
  );
  app.get("/readyz", options, async (request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await withinTimeout(check);
          return [name, true] as const;
        } catch (error) {
          request.log.warn({ error, check: name }, "not ready");
          return [name, false] as const;
        }
      }),
    );
    const isReady = results.every(([, passed]) => passed);
    const checked = Object.fromEntries(results);
    reply.header("cache-control", "no-store");
    if (isReady) return reply.send({ status: "ready", checks: checked });
    const failed = results.flatMap(([name, passed]) => (passed ? [] : [name]));
    const { errors } = errorBody("NOT_READY", `Not ready: ${failed.join(", ")}.`, request.id);
    return reply.code(503).send({ status: "not ready", checks: checked, errors });
  });
}

async function withinTimeout(check: () => Promise<unknown>): Promise<void> {
  const abort = new AbortController();
  const timeout = sleep(CHECK_TIMEOUT_MS, undefined, { signal: abort.signal, ref: false }).then(() => {
    throw new Error(`No answer within ${CHECK_TIMEOUT_MS} ms`);
  });
  timeout.catch(() => {});
  try {
    await Promise.race([check(), timeout]);
  } finally {
    abort.abort();
  }
}
