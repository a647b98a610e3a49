import { Alert, Button, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { Mistake } from "../api/use-command";
import { useTexts } from "../texts/texts";
import { Mistakes } from "./mistakes";

interface Confirming {
  /** What the button and the question are called. */
  readonly action: string;
  readonly title?: string;
  readonly hint: ReactNode;
  /** It cannot be undone: looks different, and is never the default. */
  readonly isFinal?: boolean;
  readonly isDisabled?: boolean;
  readonly whyNot?: string | null;
  readonly mistakes?: readonly Mistake[];
  readonly children?: ReactNode;
  /** Whether it went through. */
  onConfirm(): Promise<boolean>;
}

/** A button that asks before it acts. */
export function Confirm({
  action,
  title,
  hint,
  isFinal,
  isDisabled,
  whyNot,
  mistakes = [],
  children,
  onConfirm,
}: Confirming) {
  const { common } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [isRunning, setRunning] = useState(false);

  async function confirm() {
    setRunning(true);
    const isDone = await onConfirm();
    setRunning(false);
    if (isDone) setOpen(false);
  }
  return (
    <>
      <Button
        variant={isFinal ? "outline" : "default"}
        color={isFinal ? "red" : undefined}
        size="xs"
        style={{ flexShrink: 0 }}
        onClick={() => setOpen(true)}
        disabled={whyNot != null}
        title={whyNot ?? undefined}
      >
        {action}
      </Button>
      <Modal opened={isOpen} onClose={() => setOpen(false)} title={title ?? action}>
        <Stack>
          {isFinal ? (
            <Alert color="red" variant="light">
              {hint}
            </Alert>
          ) : (
            hint
          )}
          {children}
          <Mistakes mistakes={mistakes} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)} data-autofocus={isFinal || undefined}>
              {common.cancel}
            </Button>
            <Button
              color={isFinal ? "red" : undefined}
              loading={isRunning}
              disabled={isDisabled}
              onClick={() => void confirm()}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
