/** In UTC. */
export type UsageStep = "HOUR" | "DAY";

/** Whole steps: from the one that `from` lies in to the last that begins before `to`. */
export interface UsageRange {
  readonly from: Date;
  readonly to: Date;
  readonly step: UsageStep;
}

/** How often there was this answer about something in the step that begins at `at`. */
export interface UsageCount<Id extends string> {
  readonly id: Id;
  readonly at: Date;
  readonly code: string;
  readonly answers: number;
}

export interface UsagePoint {
  /** The step's beginning. */
  readonly at: Date;
  readonly allowed: number;
  readonly denied: number;
  /** By frequency. */
  readonly deniedByCode: readonly { readonly code: string; readonly count: number }[];
}

const hour = 3_600_000;
const lengths: Readonly<Record<UsageStep, number>> = { HOUR: hour, DAY: 24 * hour };

/** A month by the hour; by the day all that is kept. */
export const mostUsageSteps: Readonly<Record<UsageStep, number>> = { HOUR: 31 * 24, DAY: 400 };

/** The range with its ends at those of steps. */
export function wholeSteps({ from, to, step }: UsageRange): UsageRange {
  const length = lengths[step];
  return {
    from: new Date(Math.floor(from.getTime() / length) * length),
    to: new Date(Math.ceil(to.getTime() / length) * length),
    step,
  };
}

/** How many steps a range has; none when it ends before it begins. */
export function stepsIn(range: UsageRange): number {
  const { from, to, step } = wholeSteps(range);
  return range.from < range.to ? (to.getTime() - from.getTime()) / lengths[step] : 0;
}

/** A point for each step of the range, also for those in which nobody asked. */
export function usagePoints(range: UsageRange, counts: readonly UsageCount<string>[]): UsagePoint[] {
  const { from, step } = wholeSteps(range);
  const byStep = Map.groupBy(counts, ({ at }) => at.getTime());
  return Array.from({ length: stepsIn(range) }, (_, index) => {
    const at = from.getTime() + index * lengths[step];
    return pointOf(new Date(at), byStep.get(at) ?? []);
  });
}

function pointOf(at: Date, counts: readonly UsageCount<string>[]): UsagePoint {
  const deniedByCode = counts
    .filter(({ code }) => code !== "VALID")
    .map(({ code, answers }) => ({ code, count: answers }))
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  const denied = deniedByCode.reduce((sum, { count }) => sum + count, 0);
  const allowed = counts.reduce((sum, { code, answers }) => (code === "VALID" ? sum + answers : sum), 0);
  return { at, allowed, denied, deniedByCode };
}
