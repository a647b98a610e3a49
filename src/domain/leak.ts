import type { WhenKeyLeaks } from "./catalogue/api-environment.js";

/** How a secret was found where others can read it. */
export interface Finding {
  /** A scanner that looks for secrets in public, or somebody who has found it. */
  readonly source: "SCANNER" | "PERSON";
  /** Where it was found, as a scanner says; null where nobody does. */
  readonly url: string | null;
}

/** What decides whether it is news that a secret was found. */
export interface Leakable {
  /** When it was reported as public; null while it was not. */
  readonly leakedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date | null;
}

/**
 * What a secret that was found in public is from now on: known as leaked, and revoked where its environment wants that (R27).
 * Null for one that does not work any more, and for one that is known already.
 */
export function leakOf(
  { leakedAt, revokedAt, expiresAt }: Leakable,
  whenKeyLeaks: WhenKeyLeaks,
  now: Date,
): Pick<Leakable, "leakedAt" | "revokedAt"> | null {
  const isOver = revokedAt !== null || (expiresAt !== null && expiresAt <= now);
  if (isOver || leakedAt) return null;
  return { leakedAt: now, revokedAt: whenKeyLeaks === "REVOKE" ? now : null };
}
