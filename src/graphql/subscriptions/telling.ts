import { setTimeout as sleep } from "node:timers/promises";
import type { Changes } from "../../application/ports/change-feed.js";
import { prices } from "../../application/prices.js";
import { viewerOf } from "../../application/queries/viewer.js";
import { OverspentError } from "../../application/work-account.js";
import type { GraphQLContext } from "../context.js";
import { createLoaders } from "../loaders.js";

/** What is told of one change; nothing when it shows the viewer nothing. After the last there is no more to come. */
export interface Told<Event> {
  readonly event?: Event;
  readonly isLast?: boolean;
}

export interface Telling<What, Event> {
  /** Listened to since before `present` was read, so that nothing between the two is lost. */
  readonly changes: Changes<What>;
  /** The state that is told first, and the change that tells it as well. */
  readonly present: Event;
  readonly presentIs: What;
  /** What `context` sees of a change by now. */
  tell(what: What, context: GraphQLContext): Promise<Told<Event>>;
}

/**
 * The present state, and then each change, as the viewer sees it by then: who they are is asked anew each time (R9, R18),
 * and each change is paid for. Not a generator: one that waits for a change could not be stopped before the next one comes.
 */
export function telling<What, Event extends object>(
  context: GraphQLContext,
  { changes, present, presentIs, tell }: Telling<What, Event>,
): AsyncIterableIterator<Event> {
  const told = (event: Event, what: What): IteratorResult<Event> => {
    againBy.set(event, async (own) => (await tell(what, own)).event);
    return { value: event };
  };
  let isFirst = true;
  let isOver = false;
  const end = async () => {
    await changes.return?.();
    return { value: undefined, done: true as const };
  };

  async function next(): Promise<IteratorResult<Event>> {
    while (!isOver) {
      const change = await changes.next();
      if (change.done) break;
      await paidFor(context);
      await readAnew(context, change.value.mark);
      const { event, isLast = false } = await tell(change.value.what, context);
      isOver = isLast;
      if (event) return told(event, change.value.what);
    }
    return end();
  }

  return {
    async next() {
      if (!isFirst) return next();
      isFirst = false;
      return told(present, presentIs);
    },
    return: end,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const againBy = new WeakMap<object, (context: GraphQLContext) => Promise<object | undefined>>();

/** The same event as `context` sees it, which may be another one by now, or none. */
export async function toldAgain(event: object, context: GraphQLContext): Promise<object | undefined> {
  return againBy.get(event)?.(context);
}

/** Once for all subscriptions of one viewer: who they are now, and what they then see. */
async function readAnew(context: GraphQLContext, mark: object): Promise<void> {
  const { sharedReads, reads, credentials, identify } = context;
  const actor = await sharedReads(mark, `who: ${credentials}`, identify);
  context.actor = actor;
  const viewer = actor && viewerOf(actor);
  context.loaders = sharedReads(mark, `seen by: ${JSON.stringify(viewer)}`, () =>
    createLoaders(reads, viewer),
  );
}

/** Each event costs what its operation does: who has spent their budget is told of the change when the next one begins. */
async function paidFor({ work }: GraphQLContext): Promise<void> {
  for (;;) {
    try {
      return await work.spend(prices.identification + (work.operationCost ?? 0));
    } catch (error) {
      if (!(error instanceof OverspentError)) throw error;
      await sleep(error.balance.resetSeconds * 1_000, undefined, { ref: false });
    }
  }
}
