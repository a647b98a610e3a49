import { describe, expect, it } from "@jest/globals";
import { growingCache } from "../../src/infrastructure/growing-cache.js";

describe("a cache that grows", () => {
  it("forgets what was not used for longest, once it holds as many as it may", () => {
    const gone: [string, number, string][] = [];
    const cache = growingCache<number>(3, {
      dispose: (value, key, reason) => gone.push([key, value, reason]),
    });
    for (const [key, value] of Object.entries({ a: 1, b: 2, c: 3 })) cache.set(key, value);
    cache.get("a");
    cache.set("d", 4);
    expect([...cache.keys()].sort()).toEqual(["a", "c", "d"]);
    expect(gone).toEqual([["b", 2, "evict"]]);
    for (let n = 0; n < 1_000; n++) cache.set(`n${n}`, n);
    expect(cache.size).toBe(3);
  });

  it("holds a key once, however often it is set, and nothing that was deleted", () => {
    const cache = growingCache<number>(2);
    for (let n = 0; n < 10; n++) cache.set("a", n);
    expect([cache.size, cache.get("a")]).toEqual([1, 9]);
    cache.delete("a");
    cache.set("b", 1);
    expect([...cache.keys()]).toEqual(["b"]);
  });

  it("takes no memory for what it does not hold yet", () => {
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const caches = Array.from({ length: 20 }, () => growingCache<true>(1_000_000));
    const taken = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before;
    expect(caches).toHaveLength(20);
    // What is allocated for as many in advance is 20 times 16 MB.
    expect(taken).toBeLessThan(20_000_000);
  });
});
