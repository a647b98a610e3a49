import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";

interface Searching {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

export function SearchField({ label, value, onChange }: Searching) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      style={{ flex: "1 1 220px" }}
      maw={360}
    />
  );
}
