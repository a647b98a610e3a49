/** How long a failure is everybody's answer, in ms. */
const PAUSE_MS = 5_000;

/**
 * `attempt` for many callers of something that may be away: one attempt is under way at a time and serves all who ask
 * meanwhile; after one that failed the next is made no sooner than 5 s later, and until then its error is the answer.
 * `onFailure` is told once for each attempt that failed.
 */
export function patiently<T>(
  attempt: () => Promise<T>,
  onFailure: (error: unknown) => void,
  now: () => number = Date.now,
): () => Promise<T> {
  let underWay: Promise<T> | undefined;
  let failed: { readonly error: unknown; readonly until: number } | undefined;

  async function tried(): Promise<T> {
    try {
      const result = await attempt();
      failed = undefined;
      return result;
    } catch (error) {
      failed = { error, until: now() + PAUSE_MS };
      onFailure(error);
      throw error;
    } finally {
      underWay = undefined;
    }
  }

  return async () => {
    if (failed && now() < failed.until) throw failed.error;
    underWay ??= tried();
    return underWay;
  };
}
