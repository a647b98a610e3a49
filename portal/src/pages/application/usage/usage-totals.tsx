import { Group, Paper, Text } from "@mantine/core";
import type { UsageFieldsFragment } from "../../../api/gql/graphql";
import { useLanguage } from "../../../texts/texts";
import { codesOf, colorOf, nameOfCode } from "./codes";

/** Over the whole time: how many were let in, how many refused, and why. */
export function UsageTotals({ points }: { points: readonly UsageFieldsFragment[] }) {
  const { language, texts } = useLanguage();
  const number = new Intl.NumberFormat(language);
  const sum = (field: "allowed" | "denied") => points.reduce((total, point) => total + point[field], 0);
  const figures = [
    { label: texts.usage.allowed, count: sum("allowed"), color: colorOf(null) },
    ...codesOf(points).map(({ code, count }) => ({
      label: nameOfCode(texts, code),
      count,
      color: colorOf(code),
    })),
  ];
  return (
    <Group gap="sm">
      {figures.map(({ label, count, color }) => (
        <Paper key={label} withBorder px="md" py="xs" style={{ borderLeft: `4px solid ${color}` }}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text size="xl" fw={700}>
            {number.format(count)}
          </Text>
        </Paper>
      ))}
    </Group>
  );
}
