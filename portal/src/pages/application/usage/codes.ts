import type { UsageFieldsFragment } from "../../../api/gql/graphql";
import type { Texts } from "../../../texts/en";

/** All that were given, the most frequent first. */
export function codesOf(points: readonly UsageFieldsFragment[]): { code: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { code, count } of points.flatMap(({ deniedByCode }) => deniedByCode))
    counts.set(code, (counts.get(code) ?? 0) + count);
  return [...counts].map(([code, count]) => ({ code, count })).sort((one, other) => other.count - one.count);
}

/** In the reader's words; a code that these pages do not know yet stands for itself. */
export function nameOfCode({ usage }: Texts, code: string): string {
  return (usage.codes as Readonly<Record<string, string>>)[code] ?? code;
}

/** Told apart in both schemes, and by people who do not tell red and green apart. */
const colors: Readonly<Record<string, string>> = {
  EXPIRED: "var(--mantine-color-orange-6)",
  REVOKED: "var(--mantine-color-red-7)",
  SUSPENDED: "var(--mantine-color-gray-6)",
  UNKNOWN: "var(--mantine-color-grape-6)",
  WRONG_ENVIRONMENT: "var(--mantine-color-cyan-7)",
  ADDRESS_NOT_ALLOWED: "var(--mantine-color-yellow-6)",
  PRODUCT_NOT_LICENSED: "var(--mantine-color-pink-6)",
  RATE_LIMITED: "var(--mantine-color-indigo-4)",
};

/** Of a code; null for calls that were let in. */
export function colorOf(code: string | null): string {
  if (code === null) return "var(--mantine-color-portico-5)";
  return colors[code] ?? "var(--mantine-color-red-5)";
}
