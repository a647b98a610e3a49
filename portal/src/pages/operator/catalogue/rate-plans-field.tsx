import { Button, Checkbox, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { mistakeIn } from "../../../api/mistakes";
import type { Mistake } from "../../../api/use-command";
import { Mistakes } from "../../../parts/mistakes";
import { useTexts } from "../../../texts/texts";
import { RateLimitRow, type TypedLimit } from "./rate-limit-row";
import { AddRow, RemoveRow } from "./row-buttons";

export interface TypedPlan {
  readonly name: string;
  readonly isDefault: boolean;
  readonly limits: readonly TypedLimit[];
}

interface Plans {
  readonly plans: readonly TypedPlan[];
  readonly mistakes: readonly Mistake[];
  onChange(plans: TypedPlan[]): void;
}

const usual: TypedLimit = { requests: 600, seconds: 60 };

/** R35: how often each key of a product may be used: the plan that holds for all, and others that applications are given. */
export function RatePlansField({ plans, mistakes, onChange }: Plans) {
  const { rates } = useTexts().operators;
  const change = (index: number, part: Partial<TypedPlan>) =>
    onChange(plans.map((plan, at) => (at === index ? { ...plan, ...part } : plan)));
  return (
    <Fieldset legend={rates.plans}>
      <Stack>
        <Text size="sm" c="dimmed">
          {rates.hint}
        </Text>
        {plans.map(({ name, isDefault, limits }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
          <Stack key={index} gap="xs">
            <Group align="flex-start" gap="xs">
              <TextInput
                label={rates.name(index + 1)}
                value={name}
                onChange={(event) => change(index, { name: event.currentTarget.value })}
                error={mistakeIn(mistakes, "ratePlans", `${index}`, "name")}
                autoComplete="off"
                style={{ flex: "1 1 180px" }}
              />
              <RemoveRow
                label={rates.remove(index + 1)}
                onRemove={() => onChange(plans.filter((_, at) => at !== index))}
              />
            </Group>
            <Checkbox
              label={rates.isDefault}
              checked={isDefault}
              onChange={(event) => change(index, { isDefault: event.currentTarget.checked })}
              error={mistakeIn(mistakes, "ratePlans", `${index}`, "isDefault")}
            />
            {limits.map((limit, at) => (
              <RateLimitRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place
                key={at}
                limit={limit}
                mistakeAt={(field) => mistakeIn(mistakes, "ratePlans", `${index}`, "limits", `${at}`, field)}
                onChange={(changed) =>
                  change(index, { limits: limits.map((each, place) => (place === at ? changed : each)) })
                }
                onRemove={() => change(index, { limits: limits.filter((_, place) => place !== at) })}
              />
            ))}
            <Mistakes mistakes={mistakes.filter(isOf(index))} />
            <Group>
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={14} />}
                onClick={() => change(index, { limits: [...limits, usual] })}
              >
                {rates.addLimit}
              </Button>
            </Group>
          </Stack>
        ))}
        <Mistakes mistakes={mistakes.filter(({ path }) => path.join() === "ratePlans")} />
        <Group>
          <AddRow
            label={rates.add}
            onAdd={() => onChange([...plans, { name: "", isDefault: plans.length === 0, limits: [usual] }])}
          />
        </Group>
      </Stack>
    </Fieldset>
  );
}

/** What is wrong with a plan as a whole, or with its list of limits. */
const isOf =
  (index: number) =>
  ({ path }: Mistake) =>
    [`ratePlans,${index}`, `ratePlans,${index},limits`].includes(path.join());
