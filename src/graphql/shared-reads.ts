/** What was read for one change is shown for this long, in ms: who comes later reads anew. */
const freshness = 500;

interface Kept {
  readonly at: number;
  readonly value: unknown;
}

/** Reads once for all who ask for the same after the same change. */
export type SharedReads = <Value>(change: object, key: string, read: () => Value) => Value;

/** `now`, in ms, runs on evenly. What was read is forgotten with its change. */
export function createSharedReads(now: () => number = () => performance.now()): SharedReads {
  const kept = new WeakMap<object, Map<string, Kept>>();
  return <Value>(change: object, key: string, read: () => Value): Value => {
    const ofChange = kept.get(change) ?? new Map<string, Kept>();
    kept.set(change, ofChange);
    const known = ofChange.get(key);
    if (known && now() - known.at < freshness) return known.value as Value;
    const value = read();
    ofChange.set(key, { at: now(), value });
    return value;
  };
}
