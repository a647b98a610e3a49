import { eventually } from "./eventually.js";
import type { Story } from "./story.js";

/**
 * Waits until the worker has nothing left to do. A job that was replaced while it ran, and whose worker died then, is
 * left behind as given up: what replaced it has been done.
 */
export async function settled({ services }: Pick<Story, "services">): Promise<void> {
  await eventually(async () => {
    const { rows } = await services.pool.query(
      "select from graphile_worker._private_jobs where is_available or locked_at is not null limit 1",
    );
    return rows.length === 0;
  });
}
