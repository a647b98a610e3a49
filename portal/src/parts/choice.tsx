import { Radio, Stack } from "@mantine/core";

interface Choosing<Value extends string> {
  readonly label: string;
  readonly description?: string | undefined;
  /** What each value means. */
  readonly options: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly error?: string | undefined;
  onChange(value: Value): void;
}

/** One of a few, each with what it means. */
export function Choice<Value extends string>({
  label,
  description,
  options,
  value,
  error,
  onChange,
}: Choosing<Value>) {
  return (
    <Radio.Group
      label={label}
      description={description}
      value={value}
      error={error}
      onChange={(chosen) => onChange(chosen as Value)}
    >
      <Stack gap="xs" mt="xs">
        {Object.entries<string>(options).map(([each, meaning]) => (
          <Radio key={each} value={each} label={meaning} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
