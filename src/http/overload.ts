import underPressure from "@fastify/under-pressure";
import type { FastifyInstance } from "fastify";
import { HttpError } from "./errors.js";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answered also while the process is overloaded: what tells operators about it. */
    isAlwaysServed?: boolean;
  }
}

/** Mean delay of the event loop, in ms over a second, from which requests are turned away. */
const MAX_EVENT_LOOP_DELAY_MS = 1_000;

/** Turns requests away rather than serving all of them badly: 503 `OVERLOADED` while the event loop lags. */
export async function limitLoad(app: FastifyInstance): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    // Infinite means that nothing was measured in the last second, as right after the start.
    pressureHandler: async (request, reply, _type, value) => {
      if (request.routeOptions.config.isAlwaysServed || value === Number.POSITIVE_INFINITY) return;
      reply.header("retry-after", "5");
      throw new HttpError(503, "OVERLOADED", "The server is overloaded. Try again in a few seconds.");
    },
  });
}
