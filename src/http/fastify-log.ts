import type { FastifyBaseLogger } from "fastify";
import type { Logger } from "../application/ports/logger.js";

/**
 * Fastify's log on ours, where it names errors as we do. The whole requests and replies that it adds in places are
 * left out, since they hold headers.
 */
export function fastifyLog(logger: Logger): FastifyBaseLogger {
  const at = (level: "error" | "warn" | "info" | "debug") => (said: unknown, message?: string) => {
    if (typeof said === "string") return logger[level]({}, said);
    if (said instanceof Error) return logger[level]({ error: said }, message ?? said.message);
    const { err, req, res, ...fields } = (said ?? {}) as Record<string, unknown>;
    logger[level]({ ...fields, ...(err !== undefined && { error: err }) }, message ?? "");
  };
  return {
    level: "info",
    fatal: at("error"),
    error: at("error"),
    warn: at("warn"),
    info: at("info"),
    debug: at("debug"),
    trace: at("debug"),
    silent: () => {},
    child: ({ reqId }) => fastifyLog(typeof reqId === "string" ? logger.child({ reqId }) : logger),
  };
}
