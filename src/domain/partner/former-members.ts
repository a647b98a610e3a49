import type { Developer } from "../developer/developer.js";

/** Somebody with a verified address at one of the partner's domains. */
export interface Newcomer {
  readonly developer: Developer;
  /** The partner knows them: when they are no member now and do not ask to be one, they have been one. */
  readonly isKnown: boolean;
  /** What the address may be remembered by, the newest first. */
  readonly addressHashes: readonly string[];
}

/** R9: whether they were a member once, though all that is left of it may be a keyed hash of the address. */
export function wasMember({ isKnown, addressHashes }: Newcomer, remembered: readonly string[]): boolean {
  return isKnown || addressHashes.some((hash) => remembered.includes(hash));
}

/** With the newest hash of the address, once. */
export function remembering(remembered: readonly string[], [newest]: readonly string[]): readonly string[] {
  return newest === undefined || remembered.includes(newest) ? remembered : [...remembered, newest];
}
