import type { IssuedKey } from "../../domain/gateway/key-verdict.js";

type Counted = Pick<IssuedKey, "apiKeyId" | "grantId" | "applicationId">;

/** How often a key was answered with a code in an hour. */
export interface Tally extends Counted {
  /** Its beginning. */
  readonly hour: Date;
  readonly code: string;
  readonly answers: number;
}

interface OfKey {
  readonly key: Counted;
  readonly byCode: Map<string, { answers: number }>;
}

const hourLength = 3_600_000;

/** Counts answers by key, hour and code, of at most so many keys and hours together. */
export function createTallies(most: number) {
  const hours = new Map<number, Map<string, OfKey>>();
  let size = 0;

  function ofKey(key: Counted, hour: number): OfKey | undefined {
    const known = hours.get(hour)?.get(key.apiKeyId);
    if (known || size >= most) return known;
    const keys = hours.get(hour) ?? new Map<string, OfKey>();
    hours.set(hour, keys);
    const made: OfKey = { key, byCode: new Map() };
    keys.set(key.apiKeyId, made);
    size += 1;
    return made;
  }

  return {
    /** How many keys and hours are counted. */
    get size() {
      return size;
    },
    /** False when there is no room. `at` is in ms since the epoch. */
    add(key: Counted, code: string, at: number): boolean {
      const byCode = ofKey(key, Math.floor(at / hourLength))?.byCode;
      const counted = byCode?.get(code);
      if (counted) counted.answers += 1;
      else byCode?.set(code, { answers: 1 });
      return byCode !== undefined;
    },
    /** Takes out what is counted of so many keys and hours. */
    take(atMost: number): Tally[] {
      const taken: Tally[] = [];
      let left = atMost;
      for (const [hour, keys] of hours) {
        for (const [id, { key, byCode }] of keys) {
          if (left === 0) return taken;
          const { apiKeyId, grantId, applicationId } = key;
          for (const [code, { answers }] of byCode)
            taken.push({
              apiKeyId,
              grantId,
              applicationId,
              hour: new Date(hour * hourLength),
              code,
              answers,
            });
          keys.delete(id);
          size -= 1;
          left -= 1;
        }
        hours.delete(hour);
      }
      return taken;
    },
  };
}
