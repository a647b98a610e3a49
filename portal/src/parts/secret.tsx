import { Button, Code, Group, Stack, Text } from "@mantine/core";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTexts } from "../texts/texts";
import { CopyOf } from "./copy-of";

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
  const [hidesAt, setHidesAt] = useState(0);
  const [left, setLeft] = useState(0);
  const [isRunning, setRunning] = useState(false);
  const group = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);

  // The button that was pressed goes away; the one in its place has the focus then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change of what is shown that moves the focus
  useEffect(() => {
    if (takesFocus.current) group.current?.querySelector<HTMLElement>("button:last-of-type")?.focus();
  }, [value]);

  const show = useCallback((next: string | null) => {
    takesFocus.current = next !== null || group.current?.contains(document.activeElement) === true;
    setValue(next);
  }, []);

  useEffect(() => {
    if (value === null) return;
    // By the clock: a page in the background is called seldom.
    const timer = setInterval(() => {
      const seconds = Math.ceil((hidesAt - Date.now()) / 1000);
      if (seconds > 0) setLeft(seconds);
      else show(null);
    }, 1000);
    return () => clearInterval(timer);
  }, [value, hidesAt, show]);

  async function reveal() {
    setRunning(true);
    const revealed = await onReveal();
    setRunning(false);
    setHidesAt(Date.now() + shownForSeconds * 1000);
    setLeft(shownForSeconds);
    show(revealed);
  }
  return (
    <Stack gap={4}>
      <Group gap="xs" ref={group}>
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
            <CopyOf value={value} />
            <Button size="compact-xs" variant="default" onClick={() => show(null)}>
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
