import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from "graphql";
import type { GraphQLContext } from "../context.js";
import { isTorn, readingFrom } from "../torn-reads.js";
import { toldAgain } from "./telling.js";

/**
 * As graphql-js subscribes, but for events that are torn: what an event tells of may be deleted while the rest of it is read.
 * Such a one is told again, within one snapshot of the database. What is gone in it is left out, as its end is an event
 * of its own.
 */
export async function subscribeUntorn(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const end = async () => {
    await events.return?.();
  };

  async function next(): Promise<IteratorResult<ExecutionResult>> {
    for (;;) {
      const { value, done } = await events.next();
      if (done) return { value: undefined, done };
      const result = await answerTo(value as object, args);
      if (result) return { value: result };
    }
  }

  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      try {
        return await next();
      } catch (error) {
        // Nobody asks again, nor says that they have left.
        await end();
        throw error;
      }
    },
    async return() {
      await end();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return answers;
    },
  };
  return answers;
}

async function answerTo(event: object, args: ExecutionArgs): Promise<ExecutionResult | undefined> {
  const result = await execute({ ...args, rootValue: event });
  if (!result.errors?.some(isTorn)) return result;
  const context = args.contextValue as GraphQLContext;
  return context
    .consistently(async (reads) => {
      const contextValue = readingFrom(reads, context);
      const again = await toldAgain(event, contextValue);
      return again && execute({ ...args, rootValue: again, contextValue });
    })
    .catch(() => result);
}
