import { ActionIcon, Group, NumberInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTexts } from "../../../texts/texts";

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
      <ActionIcon
        variant="subtle"
        color="red"
        size="lg"
        mt={24}
        aria-label={rates.removeLimit}
        onClick={onRemove}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}
