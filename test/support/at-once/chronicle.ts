/** In ms: what the product promises between a change's answer and a question. */
export const promised = 50;

interface Change {
  readonly what: string;
  /** Whether the key works from then on. */
  readonly works: boolean;
  readonly begunAt: number;
  answeredAt: number;
  /** In ms: how long after its answer a question still got the old one. */
  late: number;
}

interface Asked {
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly code: string;
}

/** Codes of a key that works, of one that does not, and of an answer that says neither. */
const stopped = new Set(["SUSPENDED", "REVOKED", "EXPIRED", "UNKNOWN"]);

/** What was changed and what was answered, on one clock, so that each answer can be judged. */
export function createChronicle() {
  const changes = new Map<string, Change[]>();
  const breaches: string[] = [];
  const counts = new Map<string, number>();

  /** The last change that was answered by then, unless a later one had begun before the answer: then both are right. */
  function settled(key: string, { sentAt, answeredAt }: Asked): Change | undefined {
    const known = changes.get(key) ?? [];
    const last = known.findLast((change) => change.answeredAt <= sentAt);
    const isAlone = known.every(
      (change) => change === last || change.answeredAt <= sentAt || change.begunAt > answeredAt,
    );
    return isAlone ? last : undefined;
  }

  return {
    /** Carries a change of a key out. */
    async change<T>(key: string, what: string, works: boolean, work: () => Promise<T>): Promise<T> {
      const [begunAt, answeredAt] = [performance.now(), Number.POSITIVE_INFINITY];
      const change: Change = { what, works, begunAt, answeredAt, late: 0 };
      changes.set(key, [...(changes.get(key) ?? []), change]);
      const result = await work();
      change.answeredAt = performance.now();
      return result;
    },

    /**
     * Judges an answer. When it was sent is noted before it is, and when a change was answered after it was: a machine that
     * is busy makes the first too early and the second too late, and so excuses nothing that is wrong.
     */
    asked(key: string, asked: Asked): void {
      counts.set(asked.code, (counts.get(asked.code) ?? 0) + 1);
      const last = settled(key, asked);
      if (!last) return;
      const isWrong = last.works ? stopped.has(asked.code) : asked.code === "VALID";
      if (!isWrong) return;
      const late = asked.sentAt - last.answeredAt;
      last.late = Math.max(last.late, late);
      if (late > promised) breaches.push(`${asked.code} ${late.toFixed(1)} ms after ${last.what}`);
    },

    get breaches(): readonly string[] {
      return breaches;
    },

    count: (code: string) => counts.get(code) ?? 0,

    get changed(): number {
      return [...changes.values()].flat().filter(({ answeredAt }) => Number.isFinite(answeredAt)).length;
    },

    /** For each change, how long after its answer a question still got the old one, in ms. */
    table(): string {
      const answered = [...changes.values()].flat().filter((change) => Number.isFinite(change.answeredAt));
      const rows = [...Map.groupBy(answered, ({ what }) => what)].map(([what, all]) => {
        const sorted = all.map(({ late }) => late).toSorted((one, other) => one - other);
        const at = (share: number) =>
          (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
        return [what, String(all.length), at(0.5), at(0.99), at(1)];
      });
      const answers = [...counts].map(([code, count]) => `${code} ${count}`).join(", ");
      return [["change", "number", "p50", "p99", "worst"], ...rows]
        .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(34) : cell.padStart(8))).join(""))
        .concat(`answers: ${answers}`)
        .join("\n");
    },
  };
}

export type Chronicle = ReturnType<typeof createChronicle>;
