/** Gives a place back; again does nothing. */
export type GiveBack = () => void;

export interface Places {
  /** Undefined when the key has as many as it may. */
  take(key: string): GiveBack | undefined;
}

/** How many places each key has taken, `limit` at most. Keys without any take no memory. */
export function createPlaces(limit: number): Places {
  const taken = new Map<string, number>();
  return {
    take(key) {
      const count = taken.get(key) ?? 0;
      if (count >= limit) return undefined;
      taken.set(key, count + 1);
      let isTaken = true;
      return () => {
        if (!isTaken) return;
        isTaken = false;
        const left = (taken.get(key) ?? 1) - 1;
        if (left > 0) taken.set(key, left);
        else taken.delete(key);
      };
    },
  };
}
