/** Runs what is about the same thing one after the other. */
export function oneAtATime() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(thing: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(thing);
    const own = before ? before.then(work, work) : work();
    last.set(thing, own);
    try {
      return await own;
    } finally {
      if (last.get(thing) === own) last.delete(thing);
    }
  };
}
