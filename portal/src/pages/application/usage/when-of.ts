import type { UsageStep } from "../../../api/gql/graphql";

/** An hour as the reader's clock shows it; a day is one of UTC, as it was counted. */
export function instantOf(at: string, step: UsageStep, language: string): string {
  const style: Intl.DateTimeFormatOptions =
    step === "HOUR"
      ? { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }
      : { month: "short", day: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}
