import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { createKeyUsage } from "../../src/infrastructure/gateway/key-usage.js";
import { createLogger } from "../../src/infrastructure/logging.js";

interface Sent {
  readonly id: string;
  readonly counts: { apiKeyId: string; hour: string; code: string; answers: number }[];
  readonly uses: { apiKeyId: string; at: string }[];
}

const key = (id: number) =>
  ({ apiKeyId: `key_${id}`, grantId: `grt_${id}`, applicationId: `app_${id}` }) as const;
const now = new Date("2026-03-01T09:59:00.000Z");
const later = new Date("2026-03-01T10:01:00.000Z");

/** What the database was sent; `answer` may fail. */
let sent: Sent[];
let answer: (batch: Sent) => readonly string[] | Promise<readonly string[]>;
const pool = {
  async query({ values: [id, counts, uses] }: { values: [string, string, string] }) {
    const batch: Sent = { id, counts: JSON.parse(counts), uses: JSON.parse(uses) };
    sent.push(batch);
    return { rows: [{ busy: await answer(batch) }] };
  },
} as never;

beforeEach(() => {
  sent = [];
  answer = () => [];
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

const usageOf = (most?: number) => createKeyUsage(pool, createLogger("silent"), most);
const answersOf = (batches: readonly Sent[]) =>
  batches.flatMap(({ counts }) => counts).reduce((sum, { answers }) => sum + answers, 0);

describe("the usage of keys", () => {
  it("is written at most 10 seconds after the answers, by key, hour and code, in one statement", async () => {
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    usage.note(key(1), "VALID", now);
    usage.note(key(1), "VALID", later);
    usage.note(key(2), "EXPIRED", now);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.counts).toEqual([
      { ...key(1), hour: "2026-03-01T09:00:00.000Z", code: "VALID", answers: 2 },
      { ...key(2), hour: "2026-03-01T09:00:00.000Z", code: "EXPIRED", answers: 1 },
      { ...key(1), hour: "2026-03-01T10:00:00.000Z", code: "VALID", answers: 1 },
    ]);
  });

  it("says within a minute when a key was last accepted, and nothing of when it was refused", async () => {
    const usage = usageOf();
    for (let second = 0; second < 60; second += 1) {
      usage.note(key(1), "VALID", new Date(now.getTime() + second));
      usage.note(key(2), "REVOKED", now);
      await jest.advanceTimersByTimeAsync(1_000);
    }
    const uses = sent.flatMap(({ uses }) => uses);
    expect(new Set(uses.map(({ apiKeyId }) => apiKeyId))).toEqual(new Set(["key_1"]));
    expect(uses[0]?.at).toMatch(/^2026-03-01T09:59:00\.0[0-3]/);
  });

  it("asks nothing of the database while nobody asks", async () => {
    const usage = usageOf();
    usage.note(key(1), "EXPIRED", now);
    await jest.advanceTimersByTimeAsync(10_000);
    await jest.advanceTimersByTimeAsync(600_000);
    expect(sent).toHaveLength(1);
  });

  it("goes again as it was when nobody heard that it arrived, and what came meanwhile after it", async () => {
    answer = () => Promise.reject(new Error("Connection terminated"));
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    await jest.advanceTimersByTimeAsync(5_000);
    usage.note(key(1), "VALID", now);
    await jest.advanceTimersByTimeAsync(5_000);
    answer = () => [];
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.slice(0, 3).map((batch) => JSON.stringify(batch))).size).toBe(1);
    expect(sent[3]?.id).not.toBe(sent[2]?.id);
    expect(answersOf(sent.slice(2))).toBe(2);
  });

  it("keeps what could not be kept of a key that somebody is changing for the next time", async () => {
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    answer = ({ uses }) => uses.map(({ apiKeyId }) => apiKeyId);
    await usage.flush(true);
    answer = () => [];
    await usage.close();
    expect(sent.map(({ counts, uses }) => [counts.length, uses.length])).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it("is dropped when the database finds something wrong in it, so that the rest goes on", async () => {
    answer = ({ counts }) => {
      if (counts.some(({ apiKeyId }) => apiKeyId === "key_1"))
        throw Object.assign(new Error("It is wrong."), { code: "22023" });
      return [];
    };
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    await jest.advanceTimersByTimeAsync(5_000);
    usage.note(key(2), "VALID", now);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent.map(({ counts }) => counts[0]?.apiKeyId)).toEqual(["key_1", "key_2"]);
  });

  it("takes no more memory than for so many keys while nothing can be written", async () => {
    answer = () => Promise.reject(new Error("Connection terminated"));
    const usage = usageOf(10);
    for (let id = 0; id < 1_000; id += 1) usage.note(key(id), "VALID", now);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent[0]?.counts).toHaveLength(10);
    for (let id = 0; id < 1_000; id += 1) usage.note(key(id), "VALID", now);
    answer = () => [];
    await usage.close();
    expect(answersOf(sent.slice(1))).toBe(20);
  });

  it("goes in several statements when there is much of it", async () => {
    const usage = usageOf();
    for (let id = 0; id < 2_500; id += 1) usage.note(key(id), "VALID", now);
    await usage.close();
    expect(sent.map(({ counts, uses }) => [counts.length, uses.length])).toEqual([
      [1_000, 1_000],
      [1_000, 1_000],
      [500, 500],
    ]);
  });

  it("is all written in the end, also what is answered while that goes on", async () => {
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    const first = usage.flush();
    usage.note(key(1), "VALID", now);
    let isNoted = false;
    answer = () => {
      if (!isNoted) usage.note(key(2), "EXPIRED", now);
      isNoted = true;
      return [];
    };
    const closing = usage.close();
    await jest.advanceTimersByTimeAsync(10_000);
    await Promise.all([first, closing]);
    expect(answersOf(sent)).toBe(3);
  });

  it("does not keep a process from ending when the database is away", async () => {
    answer = () => Promise.reject(new Error("Connection terminated"));
    const usage = usageOf();
    usage.note(key(1), "VALID", now);
    const closing = usage.close();
    await jest.advanceTimersByTimeAsync(10_000);
    await closing;
    expect(sent.length).toBeGreaterThan(5);
  });
});
