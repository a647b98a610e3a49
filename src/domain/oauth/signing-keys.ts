/** RFC 7518 §3.1, RFC 8037 §3.1. */
export const signingAlgorithms = ["ES256", "EdDSA", "PS256"] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

export interface SigningKeyFacts {
  readonly id: string;
  readonly algorithm: SigningAlgorithm;
  /** It signs from then on, until the next one does; it is published before. */
  readonly signsFrom: Date;
}

/** In ms. */
export interface RotationPolicy {
  /** How long a key signs. */
  readonly signing: number;
  /** How long it is published before it does: verifiers keep what they have fetched. */
  readonly ahead: number;
  /** How long it stays published after: the longest life of what it has signed, and clocks that differ. */
  readonly after: number;
}

const hour = 3_600_000;
export const usualRotation: RotationPolicy = { signing: 30 * 24 * hour, ahead: 24 * hour, after: 2 * hour };

/** By which is signed now; undefined while there is none. */
export function signingKey<Key extends SigningKeyFacts>(
  keys: readonly Key[],
  algorithm: SigningAlgorithm,
  now: Date,
): Key | undefined {
  return inOrder(keys, algorithm).findLast(({ signsFrom }) => signsFrom <= now);
}

/** Which keys are due, and from when on they sign; and which are over for good. */
export function rotation(
  keys: readonly SigningKeyFacts[],
  { signing, ahead, after }: RotationPolicy,
  now: Date,
): {
  readonly due: readonly Pick<SigningKeyFacts, "algorithm" | "signsFrom">[];
  readonly over: readonly string[];
} {
  const due = signingAlgorithms.flatMap((algorithm) => {
    const newest = inOrder(keys, algorithm).at(-1);
    // Nobody has fetched any before the first.
    if (!newest) return [{ algorithm, signsFrom: now }];
    const ends = newest.signsFrom.getTime() + signing;
    if (ends - ahead > now.getTime()) return [];
    return [{ algorithm, signsFrom: new Date(Math.max(ends, now.getTime() + ahead)) }];
  });
  const over = signingAlgorithms.flatMap((algorithm) =>
    inOrder(keys, algorithm)
      .filter((_, index, all) => {
        const next = all[index + 1];
        return next !== undefined && next.signsFrom.getTime() + after <= now.getTime();
      })
      .map(({ id }) => id),
  );
  return { due, over };
}

function inOrder<Key extends SigningKeyFacts>(keys: readonly Key[], algorithm: SigningAlgorithm): Key[] {
  return keys
    .filter((key) => key.algorithm === algorithm)
    .sort(
      (one, other) => one.signsFrom.getTime() - other.signsFrom.getTime() || (one.id < other.id ? -1 : 1),
    );
}
