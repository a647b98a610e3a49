import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds, and more than a busy machine needs: this is for what never happens, not for what is slow. */
const timeout = 60_000;

/** What `attempt` gives once it is neither null, undefined nor false; fails when that does not come. */
export async function eventually<T>(attempt: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await attempt();
    if (result !== null && result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeout} ms: ${attempt}`);
    await sleep(25);
  }
}
