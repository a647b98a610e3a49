import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { createContext, type ReactNode, use, useRef, useState } from "react";
import type { StepUpRefusal } from "../api/use-command";
import { useTexts } from "../texts/texts";
import { post } from "./post";

type Confirm = (refusal: StepUpRefusal) => Promise<boolean>;

const StepUpContext = createContext<Confirm>(async () => false);

/** Asks for the password, so that what was refused for want of a recent sign-in can go on. */
export const useStepUp = () => use(StepUpContext);

export function StepUpProvider({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const [refusal, setRefusal] = useState<StepUpRefusal | null>(null);
  const [mistake, setMistake] = useState<string | undefined>();
  const [isRunning, setRunning] = useState(false);
  const settle = useRef<(confirmed: boolean) => void>(undefined);

  function end(confirmed: boolean) {
    settle.current?.(confirmed);
    setRefusal(null);
    setMistake(undefined);
  }

  async function submit(data: FormData) {
    setRunning(true);
    const answer = await post(refusal?.endpoint ?? "", { password: data.get("password") });
    setRunning(false);
    if (answer.isOk) return end(true);
    setMistake(answer.code === "SECOND_FACTOR_REQUIRED" ? texts.stepUp.withApp : answer.message);
  }

  const confirm: Confirm = (asked) =>
    new Promise((resolve) => {
      settle.current = resolve;
      setRefusal(asked);
    });
  const back = encodeURIComponent(location.pathname + location.search);
  const page = refusal && `${refusal.url}?callbackURL=${back}`;

  return (
    <StepUpContext value={confirm}>
      {children}
      <Modal opened={refusal !== null} onClose={() => end(false)} title={texts.stepUp.title}>
        <form action={submit}>
          <Stack>
            <Text size="sm">{refusal?.message}</Text>
            <PasswordInput
              name="password"
              label={texts.stepUp.password}
              autoComplete="current-password"
              error={mistake}
              required
              data-autofocus
            />
            <Group justify="space-between">
              <Anchor href={page ?? undefined} size="sm">
                {texts.stepUp.otherWays}
              </Anchor>
              <Button type="submit" loading={isRunning}>
                {texts.stepUp.confirm}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </StepUpContext>
  );
}
