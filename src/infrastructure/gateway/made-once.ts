/** More than a catalogue has of anything at a time: older ones are nobody's by then. */
const most = 1_000;

/** What is made of something written: the same for the same. `forget()` it once the catalogue has changed. */
export function madeOnce<Thing>(make: (written: string) => Thing) {
  const known = new Map<string, Thing>();
  return {
    of(written: string): Thing {
      if (known.size > most) known.clear();
      const thing = known.get(written) ?? make(written);
      known.set(written, thing);
      return thing;
    },
    forget: () => known.clear(),
  };
}
