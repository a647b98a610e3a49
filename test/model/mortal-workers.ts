import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startScript } from "../support/program.js";
import type { Story } from "../support/story.js";

const script = fileURLToPath(new URL("worker.js", import.meta.url));

/** One worker after the other, each killed at a random moment; `stop()` gives how many have died. */
export function startMortalWorkers({ services }: Story): { stop(): Promise<number> } {
  const { config, databaseUrl } = services;
  const env = {
    NODE_ENV: "test",
    DATABASE_URL: databaseUrl,
    DATA_DIR: config.dataDir,
    SECRET_KEYS: config.secretKeys,
    AUTH_SECRET: config.authSecret,
  };
  let isOver = false;
  let deaths = 0;
  const lives = (async () => {
    while (!isOver) {
      const worker = startScript([script], env);
      await worker.prints(/working/);
      await sleep(300 + Math.random() * 1_700);
      await worker.stop("SIGKILL");
      deaths += 1;
    }
  })();
  // Whoever stops them learns of it; until then nobody waits for it.
  lives.catch(() => {});
  return {
    async stop() {
      isOver = true;
      await lives;
      return deaths;
    },
  };
}
