import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { EventStream } from "../../src/http/event-stream.js";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

/** Results that come when they are given. */
function source() {
  const waiting: ((result: IteratorResult<object>) => void)[] = [];
  const given: IteratorResult<object>[] = [];
  let isLeft = false;
  return {
    asked: 0,
    isLeft: () => isLeft,
    give(...results: object[]) {
      for (const value of results) {
        const resolve = waiting.shift();
        if (resolve) resolve({ value });
        else given.push({ value });
      }
    },
    finish() {
      waiting.shift()?.({ value: undefined, done: true });
    },
    fail(error: Error) {
      waiting.shift()?.(Promise.reject(error) as never);
    },
    async next(): Promise<IteratorResult<object>> {
      this.asked += 1;
      return given.shift() ?? new Promise((resolve) => waiting.push(resolve));
    },
    async return() {
      isLeft = true;
      waiting.shift()?.({ value: undefined, done: true });
      return { value: undefined, done: true as const };
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function read(stream: EventStream) {
  const chunks: string[] = [];
  let hasEnded = false;
  stream.on("data", (chunk) => chunks.push(String(chunk)));
  stream.on("end", () => {
    hasEnded = true;
  });
  return { text: () => chunks.join(""), hasEnded: () => hasEnded };
}

const first = ":\n\n";

describe("a stream of events", () => {
  it("says something at once, then each result, and that it is complete", async () => {
    const results = source();
    const { text, hasEnded } = read(new EventStream(results));
    await settled();
    expect(text()).toBe(first);
    results.give({ data: { name: "a\nb" } });
    await settled();
    results.finish();
    await settled();
    expect(text()).toBe(
      `${first}event: next\ndata: {"data":{"name":"a\\nb"}}\n\nevent: complete\ndata: \n\n`,
    );
    expect([hasEnded(), results.isLeft()]).toEqual([true, true]);
  });

  it("pings while nothing comes, so that no proxy takes it for dead", async () => {
    const { text } = read(new EventStream(source()));
    await settled();
    jest.advanceTimersByTime(36_000);
    await settled();
    expect(text()).toBe(first.repeat(4));
  });

  it("asks for the next result only when the last has been taken, and pings nobody who takes nothing", async () => {
    const results = source();
    results.give({ n: 1 }, { n: 2 }, { n: 3 });
    const stream = new EventStream(results);
    stream.read();
    await settled();
    jest.advanceTimersByTime(120_000);
    await settled();
    expect(results.asked).toBe(1);
    expect(stream.readableLength).toBeLessThan(100);
    stream.destroy();
  });

  it("leaves its source when the client goes, also while nothing comes", async () => {
    const results = source();
    const stream = new EventStream(results);
    read(stream);
    await settled();
    stream.destroy();
    await settled();
    expect(results.isLeft()).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it("ends with a last word to whoever may not go on, once", async () => {
    const results = source();
    const stream = new EventStream(results);
    const { text, hasEnded } = read(stream);
    await settled();
    stream.endWith({ errors: [] });
    stream.endWith({ errors: [] });
    stream.breakOff();
    await settled();
    expect(text()).toBe(`${first}event: next\ndata: {"errors":[]}\n\nevent: complete\ndata: \n\n`);
    expect([hasEnded(), results.isLeft()]).toEqual([true, true]);
  });

  it.each<[string, (stream: EventStream, results: ReturnType<typeof source>) => void]>([
    ["the server stops", (stream) => stream.breakOff()],
    ["its source fails", (_, results) => results.fail(new Error("away"))],
  ])("ends without a word when %s, so that its client comes back", async (_, happens) => {
    const results = source();
    const stream = new EventStream(results);
    const { text, hasEnded } = read(stream);
    await settled();
    happens(stream, results);
    await settled();
    await settled();
    expect([text(), hasEnded(), results.isLeft()]).toEqual([first, true, true]);
  });
});
