import { createClient } from "@redis/client";
import type { Logger } from "../../application/ports/logger.js";
import { withinTime } from "../within-time.js";

/** In ms: how long it is waited for at the start, and how often it is looked for again, at least. */
const patience = 1_000;
const longestPause = 2_000;

/**
 * A connection that is looked for as long as it takes: what it is asked meanwhile fails at once. Resolves once it is there, or
 * after a second.
 */
export async function openRedis(url: string, logger: Logger) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    socket: {
      connectTimeout: longestPause,
      reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, longestPause),
    },
  });
  // Each failed attempt is told here; whoever asks for something tells of it once.
  client.on("error", (error: unknown) => logger.debug({ error }, "Redis cannot be reached"));
  await withinTime(patience, client.connect()).catch(() => {});
  return { client, close: async () => client.destroy() };
}
