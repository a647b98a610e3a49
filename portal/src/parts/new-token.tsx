import { Button, Group, Modal, NumberInput, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { mistakeIn, otherMistakes } from "../api/mistakes";
import type { Mistake } from "../api/use-command";
import { useTexts } from "../texts/texts";
import { Mistakes } from "./mistakes";

interface Creating {
  /** What the dialog is called, and the button to whoever hears it alone. */
  readonly title: string;
  readonly nameHint?: string;
  /** How long it works where nobody chooses otherwise. */
  readonly days: number;
  readonly mistakes: readonly Mistake[];
  readonly isRunning: boolean;
  /** Further fields, and what they are called in the API's input. */
  readonly children?: ReactNode;
  readonly fields?: readonly string[];
  /** Whether it went through. */
  onCreate(name: string, expiresInDays: number): Promise<boolean>;
}

/** A button that asks what a new token is called and how long it works. */
export function NewToken({
  title,
  nameHint,
  days,
  mistakes,
  isRunning,
  children,
  fields = [],
  onCreate,
}: Creating) {
  const { common, tokens } = useTexts();
  const [isOpen, modal] = useDisclosure();
  const [name, setName] = useState("");
  const [wanted, setWanted] = useState<number | string>(days);
  async function submit() {
    if (!(await onCreate(name, Number(wanted) || 0))) return;
    setName("");
    modal.close();
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={modal.open} aria-label={title}>
        {tokens.create}
      </Button>
      <Modal opened={isOpen} onClose={modal.close} title={title}>
        <form action={submit} noValidate>
          <Stack>
            <TextInput
              label={tokens.name}
              description={nameHint}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={mistakeIn(mistakes, "name")}
              autoComplete="off"
              data-autofocus
            />
            {children}
            <NumberInput
              label={tokens.days}
              value={wanted}
              onChange={setWanted}
              min={1}
              allowDecimal={false}
              error={mistakeIn(mistakes, "expiresInDays")}
            />
            <Mistakes mistakes={otherMistakes(mistakes, ["name", "expiresInDays", ...fields])} />
            <Group justify="flex-end">
              <Button variant="default" onClick={modal.close}>
                {common.cancel}
              </Button>
              <Button type="submit" loading={isRunning}>
                {tokens.create}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
