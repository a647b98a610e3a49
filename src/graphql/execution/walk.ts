import type { GraphQLContext } from "../context.js";

type Complete = (value: unknown, walk: Walk) => unknown;

/** One run of a plan: what it is run with, and what it still waits for. */
export class Walk {
  private awaited = 0;
  private over: (() => void) | undefined;
  private failed: ((error: unknown) => void) | undefined;
  private failure: { readonly error: unknown } | undefined;

  constructor(
    readonly context: GraphQLContext,
    readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  /** Puts what becomes of the promise where it belongs, once it is there. */
  later(promise: PromiseLike<unknown>, into: object, key: PropertyKey, complete: Complete): void {
    this.awaited += 1;
    const settle = (value: unknown) => {
      if (this.failure) return;
      Reflect.set(into, key, complete(value, this));
      this.awaited -= 1;
      if (this.awaited === 0) this.over?.();
    };
    // Not both in one: what `settle` throws is a failure, too.
    void Promise.resolve(promise)
      .then(settle)
      .catch((error: unknown) => this.fail(error));
  }

  /** When nothing is waited for any more. Throws the first thing that went wrong. */
  async end(): Promise<void> {
    if (this.failure) throw this.failure.error;
    if (this.awaited === 0) return;
    await new Promise<void>((over, failed) => {
      this.over = over;
      this.failed = failed;
    });
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.failed?.(error);
  }
}
