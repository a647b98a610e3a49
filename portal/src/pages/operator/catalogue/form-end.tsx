import { Button, Group, Switch } from "@mantine/core";
import { Link } from "react-router";
import type { Mistake } from "../../../api/use-command";
import { Mistakes } from "../../../parts/mistakes";
import { useTexts } from "../../../texts/texts";

interface Ending {
  readonly isNew: boolean;
  readonly isOpen: boolean;
  onOpen(isOpen: boolean): void;
  readonly isRunning: boolean;
  /** Those that belong to none of the fields. */
  readonly mistakes: readonly Mistake[];
}

/** What stands below the fields of anything in the catalogue: whether it takes new applications, and the way out. */
export function FormEnd({ isNew, isOpen, onOpen, isRunning, mistakes }: Ending) {
  const { operators, common } = useTexts();
  const { catalogue } = operators;
  return (
    <>
      {!isNew && (
        <Switch
          label={catalogue.isOpen}
          description={catalogue.isOpenHint}
          checked={isOpen}
          onChange={(event) => onOpen(event.currentTarget.checked)}
        />
      )}
      <Mistakes mistakes={mistakes} />
      <Group>
        <Button type="submit" loading={isRunning}>
          {isNew ? catalogue.create : common.save}
        </Button>
        <Button component={Link} to="/catalogue" variant="default">
          {common.cancel}
        </Button>
      </Group>
    </>
  );
}
