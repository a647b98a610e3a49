import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";

/** At the end of a row of fields that have their labels above them. */
export function RemoveRow({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <ActionIcon variant="subtle" color="red" size="lg" mt={24} aria-label={label} onClick={onRemove}>
      <IconTrash size={18} />
    </ActionIcon>
  );
}

/** Below the rows. */
export function AddRow({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconPlus size={16} />} onClick={onAdd}>
      {label}
    </Button>
  );
}
