import { SegmentedControl, useMatches } from "@mantine/core";

interface Segments<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  onChange(value: Value): void;
}

/** One of a few, side by side; under each other where the screen is narrow. */
export function Segments<Value extends string>({ label, value, options, onChange }: Segments<Value>) {
  const orientation = useMatches(
    { base: "vertical" as const, xs: "horizontal" as const },
    { getInitialValueInEffect: false },
  );
  return (
    <SegmentedControl
      aria-label={label}
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      data={[...options]}
      orientation={orientation}
      fullWidth={orientation === "vertical"}
    />
  );
}
