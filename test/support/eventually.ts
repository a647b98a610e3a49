import { setTimeout as sleep } from "node:timers/promises";

/** What `attempt` gives once it is neither null, undefined nor false; fails after `timeout` milliseconds. */
export async function eventually<T>(
  attempt: () => Promise<T | null | undefined | false>,
  timeout = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await attempt();
    if (result !== null && result !== undefined && result !== false) return result;
    if (Date.now() > deadline) throw new Error(`It did not happen within ${timeout} ms: ${attempt}`);
    await sleep(25);
  }
}
