import { Group, NumberInput } from "@mantine/core";
import { useTexts } from "../../../texts/texts";
import { RemoveRow } from "./row-buttons";

export interface TypedLimit {
  readonly requests: number | string;
  readonly seconds: number | string;
}

interface Row {
  readonly limit: TypedLimit;
  mistakeAt(field: keyof TypedLimit): string | undefined;
  onChange(limit: TypedLimit): void;
  onRemove(): void;
}

/** So many requests in so many seconds. */
export function RateLimitRow({ limit, mistakeAt, onChange, onRemove }: Row) {
  const { rates } = useTexts().operators;
  return (
    <Group align="flex-start" gap="xs">
      {(["requests", "seconds"] as const).map((field) => (
        <NumberInput
          key={field}
          label={rates[field]}
          value={limit[field]}
          onChange={(value) => onChange({ ...limit, [field]: value })}
          error={mistakeAt(field)}
          min={1}
          allowDecimal={false}
          style={{ flex: "1 1 110px" }}
        />
      ))}
      <RemoveRow label={rates.removeLimit} onRemove={onRemove} />
    </Group>
  );
}
