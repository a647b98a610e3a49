import type { IssuedKey } from "../../domain/gateway/key-verdict.js";

type Counted = Pick<IssuedKey, "apiKeyId" | "grantId" | "applicationId">;

/** How often a key was answered with a code in an hour. */
export interface Tally extends Counted {
  /** Its beginning. */
  readonly hour: Date;
  readonly code: string;
  readonly answers: number;
}

/** When a key was last accepted, in ms since the epoch. */
export interface Use {
  readonly apiKeyId: Counted["apiKeyId"];
  readonly at: number;
}

/** In one place, since each answer comes to it: nearly all of them accept the key. */
interface OfKey {
  readonly key: Counted;
  accepted: number;
  acceptedAt: number;
  /** By their codes. */
  refused: Map<string, number> | undefined;
}

const accepted = "VALID";
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
    const made: OfKey = { key, accepted: 0, acceptedAt: 0, refused: undefined };
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
      const counted = ofKey(key, Math.floor(at / hourLength));
      if (!counted) return false;
      if (code === accepted) {
        counted.accepted += 1;
        counted.acceptedAt = at;
      } else {
        counted.refused ??= new Map();
        counted.refused.set(code, (counted.refused.get(code) ?? 0) + 1);
      }
      return true;
    },
    /** Takes out what is counted of so many keys and hours. */
    take(atMost: number): { readonly counts: Tally[]; readonly uses: Use[] } {
      const taken = { counts: [] as Tally[], uses: [] as Use[] };
      let left = atMost;
      for (const [hour, keys] of hours) {
        for (const [id, ofKey] of keys) {
          if (left === 0) return taken;
          taken.counts.push(...talliesOf(ofKey, new Date(hour * hourLength)));
          if (ofKey.accepted > 0) taken.uses.push({ apiKeyId: ofKey.key.apiKeyId, at: ofKey.acceptedAt });
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

function talliesOf({ key, refused = new Map(), ...ofKey }: OfKey, hour: Date): Tally[] {
  const { apiKeyId, grantId, applicationId } = key;
  const byCode = ofKey.accepted > 0 ? [[accepted, ofKey.accepted] as const, ...refused] : [...refused];
  return byCode.map(([code, answers]) => ({ apiKeyId, grantId, applicationId, hour, code, answers }));
}
