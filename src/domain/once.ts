/** Gives what `make` makes when it is first asked for, and from then on the same: whoever starts does not wait for it. */
export function once<Thing>(make: () => Thing): () => Thing {
  let made: { readonly thing: Thing } | undefined;
  return () => {
    made ??= { thing: make() };
    return made.thing;
  };
}
