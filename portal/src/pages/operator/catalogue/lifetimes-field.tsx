import { Fieldset, Group, NumberInput, Select, Stack, Text } from "@mantine/core";
import { mistakeIn } from "../../../api/mistakes";
import type { Mistake } from "../../../api/use-command";
import { useTexts } from "../../../texts/texts";
import { AddRow, RemoveRow } from "./row-buttons";

export interface WantedLifetime {
  readonly productId: string | null;
  readonly days: number | string;
}

interface Lifetimes {
  readonly lifetimes: readonly WantedLifetime[];
  readonly products: readonly { readonly id: string; readonly name: string }[];
  readonly mistakes: readonly Mistake[];
  onChange(lifetimes: WantedLifetime[]): void;
}

/** R39: of which products keys have an end here, and after how many days. */
export function LifetimesField({ lifetimes, products, mistakes, onChange }: Lifetimes) {
  const { catalogue } = useTexts().operators;
  const change = (index: number, part: Partial<WantedLifetime>) =>
    onChange(lifetimes.map((lifetime, at) => (at === index ? { ...lifetime, ...part } : lifetime)));
  return (
    <Fieldset legend={catalogue.lifetimes}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {catalogue.lifetimesHint}
        </Text>
        {lifetimes.map(({ productId, days }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
          <Group key={index} align="flex-start" gap="xs">
            <Select
              label={catalogue.lifetimeOf(index + 1)}
              data={products.map(({ id, name }) => ({ value: id, label: name }))}
              value={productId}
              onChange={(chosen) => change(index, { productId: chosen })}
              error={mistakeIn(mistakes, "keyLifetimes", `${index}`, "apiProduct")}
              searchable
              style={{ flex: "2 1 180px" }}
            />
            <NumberInput
              label={catalogue.lifetimeDays}
              value={days}
              onChange={(value) => change(index, { days: value })}
              error={mistakeIn(mistakes, "keyLifetimes", `${index}`, "days")}
              min={1}
              allowDecimal={false}
              style={{ flex: "1 1 90px" }}
            />
            <RemoveRow
              label={catalogue.removeLifetime(index + 1)}
              onRemove={() => onChange(lifetimes.filter((_, at) => at !== index))}
            />
          </Group>
        ))}
        <Group>
          <AddRow
            label={catalogue.addLifetime}
            onAdd={() => onChange([...lifetimes, { productId: null, days: 365 }])}
          />
        </Group>
      </Stack>
    </Fieldset>
  );
}
