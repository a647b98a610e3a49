import { describe, expect, it } from "@jest/globals";
import {
  rotation,
  type SigningKeyFacts,
  signingAlgorithms,
  signingKey,
  usualRotation,
} from "../../src/domain/oauth/signing-keys.js";
import { now } from "./../support/domain.js";

const day = 24 * 3_600_000;
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

/** What is kept after one round at each instant. */
function kept(keys: readonly SigningKeyFacts[], at: Date): SigningKeyFacts[] {
  const { due, over } = rotation(keys, usualRotation, at);
  const made = due.map((key) => ({ ...key, id: `${key.algorithm} of ${key.signsFrom.toISOString()}` }));
  return [...keys.filter(({ id }) => !over.includes(id)), ...made];
}

describe("the keys of an issuer", () => {
  const first = kept([], now);

  it("begin with one for each algorithm, which signs at once", () => {
    expect(first.map(({ algorithm }) => algorithm)).toEqual([...signingAlgorithms]);
    for (const algorithm of signingAlgorithms)
      expect(signingKey(first, algorithm, now)?.signsFrom).toEqual(now);
    expect(rotation(first, usualRotation, later(28 * day))).toEqual({ due: [], over: [] });
  });

  it("are published a day before they sign, and until all that they have signed is over", () => {
    const both = kept(first, later(29 * day));
    expect(both).toHaveLength(6);
    expect(signingKey(both, "ES256", later(29.9 * day))?.signsFrom).toEqual(now);
    expect(signingKey(both, "ES256", later(30 * day))?.signsFrom).toEqual(later(30 * day));
    expect(kept(both, later(30 * day + 3_600_000))).toHaveLength(6);
    expect(kept(both, later(30 * day + 2 * 3_600_000))).toHaveLength(3);
  });

  it("sign on where nobody has rotated them, and a late one still waits for its day", () => {
    const late = kept(first, later(90 * day));
    expect(signingKey(late, "PS256", later(90 * day))?.signsFrom).toEqual(now);
    expect(signingKey(late, "PS256", later(91 * day))?.signsFrom).toEqual(later(91 * day));
  });
});
