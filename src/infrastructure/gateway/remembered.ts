import { growingCache } from "../growing-cache.js";
import type { Span } from "./key-changes.js";

/** What was read of a secret; true as long as nothing that it is about has changed since. */
export interface Entry<Thing> {
  readonly value: Thing | null;
  /** The time of hearing in which it was read; null when nobody heard. */
  readonly span: Span | null;
  /** Which change was the last of which it is known that none before concerns it. */
  sequence: number;
  /** `performance.now()`: as of when it was true, at least. */
  readonly readAt: number;
}

/** How many are kept; whoever was not asked for longest goes first. What nobody has must not drive out what somebody has. */
const most = { found: 250_000, missing: 20_000 };
const mostSubjects = 100_000;

/** What was found, and apart from it what was not, by hashes of what was presented. */
export function createMemory<Thing extends object>(mostFound = most.found) {
  const found = growingCache<Entry<Thing>>(mostFound);
  const missing = growingCache<Entry<Thing>>(most.missing);
  // A gateway's token comes with each of its questions.
  let last: { readonly hash: string; readonly entry: Entry<Thing> | undefined } | undefined;
  return {
    get(hash: string): Entry<Thing> | undefined {
      if (last?.hash !== hash) last = { hash, entry: found.get(hash) ?? missing.get(hash) };
      return last.entry;
    },
    put(hash: string, entry: Entry<Thing>): void {
      last = undefined;
      (entry.value ? missing : found).delete(hash);
      (entry.value ? found : missing).set(hash, entry);
    },
    /** How many are kept. */
    get size() {
      return found.size + missing.size;
    },
  };
}

/** Which changes came, and what they were about: so that nothing has to be looked through when one comes. */
export function createChangeLog() {
  let sequence = 0;
  // Entries older than this may be about something that is not remembered any more.
  let floor = 0;
  const changes = growingCache<number>(mostSubjects, {
    dispose: (at, _, reason) => {
      if (reason === "evict") floor = Math.max(floor, at);
    },
  });
  return {
    get sequence() {
      return sequence;
    },
    changed(subject: string): void {
      sequence += 1;
      changes.set(subject, sequence);
    },
    changedEverything(): void {
      sequence += 1;
      floor = sequence;
    },
    /** Whether nothing of these has changed since. */
    isUnchanged(since: number, subjects: readonly string[]): boolean {
      return since >= floor && subjects.every((subject) => (changes.peek(subject) ?? 0) <= since);
    },
  };
}
