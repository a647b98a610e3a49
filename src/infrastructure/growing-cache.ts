import { LRUCache } from "lru-cache";

type Options<Value> = Pick<LRUCache.Options<string, Value, unknown>, "dispose" | "ttl">;

/**
 * Keeps up to `most`; whoever was not asked for longest goes first. It takes space for those that it has: for hundreds of
 * thousands that may never come, that would take a tenth of a start.
 */
export function growingCache<Value extends {}>(
  most: number,
  options: Options<Value> = {},
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({ maxSize: most, sizeCalculation: () => 1, ...options });
}
