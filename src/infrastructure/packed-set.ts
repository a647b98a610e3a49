/** What only tells whether it holds a text. */
export interface PackedSet {
  has(text: string): boolean;
}

const newline = 10;

/**
 * A set of short ASCII texts without line breaks, for hundreds of thousands of them: it takes their bytes and some ten more for
 * each, outside the heap, where a `Set` of strings takes four times that, and every collection looks through it.
 */
export function packedSet(texts: readonly string[]): PackedSet {
  const bytes = Buffer.from(`\n${texts.join("\n")}\n`, "latin1");
  // Where a text begins, at the place that its hash says or the next one that is free: half of them are, at least.
  const places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * texts.length + 2)));
  const mask = places.length - 1;

  function isAt(place: number, text: string): boolean {
    if (bytes[place + text.length] !== newline) return false;
    for (let index = 0; index < text.length; index += 1)
      if (bytes[place + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  /** That of the text, or the free one where it would be. */
  function slotOf(text: string): number {
    let slot = hashOf(text) & mask;
    for (let place = places[slot]; place; place = places[slot]) {
      if (isAt(place, text)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  let place = 1;
  for (const text of texts) {
    places[slotOf(text)] = place;
    place += text.length + 1;
  }
  return { has: (text) => places[slotOf(text)] !== 0 && !text.includes("\n") };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
}
