import type { UsageStep } from "../../../api/gql/graphql";

const hour = 3_600_000;

/** How far back one looks, and how finely. */
export const periods = {
  day: { step: "HOUR", hours: 24 },
  week: { step: "HOUR", hours: 7 * 24 },
  month: { step: "DAY", hours: 30 * 24 },
  quarter: { step: "DAY", hours: 90 * 24 },
} as const satisfies Readonly<Record<string, { step: UsageStep; hours: number }>>;

export type Period = keyof typeof periods;

/** From then until now: the step that is under way is the last, and counts as one. */
export function between(period: Period, now: Date): { from: string; to: string; step: UsageStep } {
  const { step, hours } = periods[period];
  const size = step === "HOUR" ? hour : 24 * hour;
  const end = Math.floor(now.getTime() / size) * size + size;
  const at = (instant: number) => new Date(instant).toISOString();
  return { from: at(end - hours * hour), to: at(end), step };
}
