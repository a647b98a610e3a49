import { useQuery } from "@apollo/client/react";
import { ActionIcon, Button, Group, Input, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ApplicationType } from "../../api/gql/graphql";
import { RedirectUrlCheckDocument } from "../../api/gql/graphql";
import { mistakeIn } from "../../api/mistakes";
import type { Mistake } from "../../api/use-command";
import { useTexts } from "../../texts/texts";

interface RedirectUrlsField {
  readonly type: ApplicationType;
  readonly values: readonly string[];
  readonly mistakes: readonly Mistake[];
  onChange(values: string[]): void;
}

/** Each address is tried by the rules while it is typed: which one refuses, and why. */
export function RedirectUrlsField({ type, values, mistakes, onChange }: RedirectUrlsField) {
  const { create } = useTexts();
  const whole = mistakes.filter(({ path }) => path[0] === "redirectUrls" && path.length === 1);
  return (
    <Input.Wrapper
      label={create.redirectUrls}
      description={create.redirectUrlsHint[type]}
      error={mistakeIn(whole, "redirectUrls")}
      labelElement="div"
    >
      <Stack gap="xs" mt={6}>
        {values.map((value, index) => (
          <RedirectUrlField
            // biome-ignore lint/suspicious/noArrayIndexKey: the place is what tells them apart
            key={index}
            number={index + 1}
            type={type}
            value={value}
            mistake={mistakeIn(mistakes, "redirectUrls", String(index))}
            onChange={(changed) => onChange(values.with(index, changed))}
            onRemove={values.length > 1 ? () => onChange(values.toSpliced(index, 1)) : undefined}
          />
        ))}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...values, ""])}
          style={{ alignSelf: "flex-start" }}
        >
          {create.addUrl}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

interface RedirectUrlField {
  readonly number: number;
  readonly type: ApplicationType;
  readonly value: string;
  readonly mistake: string | undefined;
  onChange(value: string): void;
  readonly onRemove: (() => void) | undefined;
}

function RedirectUrlField({ number, type, value, mistake, onChange, onRemove }: RedirectUrlField) {
  const { create, common } = useTexts();
  const [url] = useDebouncedValue(value.trim(), 350);
  const { data } = useQuery(RedirectUrlCheckDocument, {
    variables: { url, type },
    skip: url.length < 4,
    fetchPolicy: "no-cache",
  });
  const check = url === value.trim() ? data?.checkRedirectUrl : undefined;
  const refusal =
    check?.isAcceptable === false ? check.reasons.map(({ message }) => message).join(" ") : undefined;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <div style={{ flex: 1 }}>
        <TextInput
          aria-label={create.redirectUrl(number)}
          inputMode="url"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          error={mistake ?? refusal}
          autoComplete="off"
        />
        {check?.isAcceptable && !mistake && (
          <Text size="xs" c="dimmed" role="status">
            {create.accepted}
          </Text>
        )}
      </div>
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`${common.remove}: ${create.redirectUrl(number)}`}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
