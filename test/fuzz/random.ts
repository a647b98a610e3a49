/** Random choices that grow from a seed: the same seed, the same choices. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to 1, 1 not included (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)] as Item;
  }

  /** Small numbers often, large ones seldom. */
  count(most: number): number {
    return Math.floor(most ** this.next());
  }

  text(): string {
    const characters = this.pick(alphabets);
    let made = "";
    for (let left = this.count(200); left > 0; left -= 1) made += this.pick(characters);
    return made;
  }
}

const alphabets: readonly (readonly string[])[] = [
  [0x20, 0x7e] as const,
  [0, 0x1f] as const,
  [0x80, 0x24f] as const,
  [0x300, 0x36f] as const,
  [0x2000, 0x206f] as const,
  [0xd800, 0xdfff] as const,
  [0x1f300, 0x1f6ff] as const,
  [0xe0000, 0xe007f] as const,
].map(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
);

const hostile: readonly unknown[] = [
  null,
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e",
  "%00",
  "%zz",
  "__proto__",
  "constructor",
  "<script>alert(1)</script>",
  "' or true --",
  "a@b@c",
  "x@127.1",
  "x@xn--.example",
  "../../etc/passwd",
  "//evil.example",
  "javascript:alert(1)",
  "https://a.example%2eevil.example/",
  "app_00000000000000000000000000",
  "1e309",
  "0001-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  -1,
  0,
  1.5,
  2 ** 31,
  2 ** 53,
  1e300,
  true,
  [],
  {},
  [[[[]]]],
];

/** Any value of JSON: what is long is so at its outside. */
export function junk(random: Random, depth = 0): unknown {
  const kind = random.whole(0, depth > 4 ? 2 : 5);
  if (kind === 0) return random.text();
  if (kind === 1) return random.next() * 10 ** random.whole(-3, 20);
  if (kind <= 3) return random.pick(hostile);
  const most = depth > 0 ? 8 : kind === 4 ? 300 : 40;
  const items = Array.from({ length: random.count(most) }, () => junk(random, depth + 2));
  return kind === 4
    ? items
    : Object.fromEntries(
        items.map((item, index) => [random.chance(0.5) ? random.text() : `k${index}`, item]),
      );
}

/** The text with a few changes: cut, doubled, repeated many times, turned round, or with something strange in it. */
export function mutatedText(random: Random, text: string): string {
  let changed = text;
  for (let changes = random.count(5); changes > 0; changes -= 1) {
    const from = random.whole(0, changed.length);
    const to = random.whole(from, Math.min(changed.length, from + 40));
    const part = changed.slice(from, to);
    const other = random.pick([
      () => "",
      () => part + part,
      () => part.repeat(random.count(2_000)),
      () => [...part].reverse().join(""),
      () => random.text(),
      () => String(random.pick(hostile)),
      () =>
        random.pick(["{", "}", "(", ")", "[", "]", '"', "\\", "...", "$", "@", "#", "&", "\n", "\r\n", "\t"]),
    ])();
    changed = (changed.slice(0, from) + other + changed.slice(to)).slice(0, 300_000);
  }
  return changed;
}

/** The value with one part of it replaced, left out, or repeated. */
export function mutatedJson(random: Random, value: unknown): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.2)) {
    return typeof value === "string" && random.chance(0.6) ? mutatedText(random, value) : junk(random);
  }
  if (Array.isArray(value)) {
    if (random.chance(0.3)) return Array.from({ length: random.count(3_000) }, () => value[0] ?? null);
    return value.map((item) => (random.chance(1 / (value.length || 1)) ? mutatedJson(random, item) : item));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return { [random.text()]: junk(random) };
  const chosen = random.pick(entries)[0];
  if (random.chance(0.15)) return Object.fromEntries(entries.filter(([name]) => name !== chosen));
  return Object.fromEntries(
    entries.map(([name, item]) => [name, name === chosen ? mutatedJson(random, item) : item]),
  );
}
