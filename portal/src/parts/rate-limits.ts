interface Limit {
  readonly requests: number;
  readonly seconds: number;
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** Such as "600 in 1 minute, 10,000 in 1 day". */
export function limitsInWords(
  limits: readonly Limit[],
  language: string,
  say: (requests: string, time: string) => string,
): string {
  const number = new Intl.NumberFormat(language);
  return limits
    .map(({ requests, seconds }) => {
      const [unit, length] = units.find(([, each]) => seconds % each === 0) ?? (["second", 1] as const);
      const time = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
      return say(number.format(requests), time.format(seconds / length));
    })
    .join(", ");
}
