const units = [
  { name: "day", seconds: 86_400, least: 2 },
  { name: "hour", seconds: 3600, least: 1 },
  { name: "minute", seconds: 60, least: 1 },
] as const;

/** Of whole seconds, exactly, as people say it: "15 minutes", "1 hour", "24 hours", "7 days". */
export function durationInWords(seconds: number): string {
  const unit = units.find((each) => seconds % each.seconds === 0 && seconds >= each.least * each.seconds);
  const { name, seconds: length } = unit ?? { name: "second", seconds: 1 };
  const count = seconds / length;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
