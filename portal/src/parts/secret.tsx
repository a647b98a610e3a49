import { Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTexts } from "../texts/texts";

const shownForSeconds = 30;

interface Secret {
  /** Its first and last characters. */
  readonly preview: string | null | undefined;
  readonly label: string;
  /** Why it cannot be viewed; null when it can. */
  readonly whyNot: string | null;
  /** The value, or null when it was refused. */
  onReveal(): Promise<string | null>;
}

/** Views a secret for half a minute. It is kept nowhere but in this part of the page, and goes with it. */
export function Secret({ preview, label, whyNot, onReveal }: Secret) {
  const { application, common } = useTexts();
  const [value, setValue] = useState<string | null>(null);
  const [left, setLeft] = useState(0);
  const [isRunning, setRunning] = useState(false);

  useEffect(() => {
    if (value === null) return;
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : setValue(null)), 1000);
    return () => clearTimeout(timer);
  }, [value, left]);

  async function reveal() {
    setRunning(true);
    const revealed = await onReveal();
    setRunning(false);
    setLeft(shownForSeconds);
    setValue(revealed);
  }
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Code className="secret" aria-label={label}>
          {value ?? preview ?? common.none}
        </Code>
        {value === null ? (
          <Button
            size="compact-xs"
            variant="default"
            loading={isRunning}
            disabled={whyNot !== null}
            title={whyNot ?? undefined}
            onClick={() => void reveal()}
          >
            {application.reveal}
          </Button>
        ) : (
          <>
            <CopyButton value={value}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? common.copied : common.copy}
                </Button>
              )}
            </CopyButton>
            <Button size="compact-xs" variant="default" onClick={() => setValue(null)}>
              {application.hide}
            </Button>
          </>
        )}
      </Group>
      {value !== null && (
        <Text size="xs" c="dimmed">
          {application.hidesIn(left)}
        </Text>
      )}
    </Stack>
  );
}
