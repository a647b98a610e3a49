import { Alert, Anchor, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { StepUpRefusal } from "../api/use-command";
import { useTexts } from "../texts/texts";
import { hasPasskeys, passkeyAnswer } from "./passkey";
import { type Answer, post } from "./post";
import { sessionOf } from "./who";

type Way = "password" | "code" | "recovery";

/** With a password, a code or a passkey, in place: nothing that was typed behind it is lost. */
export function StepUpDialog({
  refusal,
  onEnd,
}: {
  refusal: StepUpRefusal;
  onEnd: (confirmed: boolean) => void;
}) {
  const { stepUp } = useTexts();
  const [way, setWay] = useState<Way>(refusal.reason === "SECOND_FACTOR_MISSING" ? "code" : "password");
  const [email, setEmail] = useState<string | null>(null);
  const [mistake, setMistake] = useState<string | undefined>();
  const [isRunning, setRunning] = useState(false);

  useEffect(() => {
    void sessionOf().then((session) => {
      setEmail(session?.email ?? null);
      if (session?.hasApp) setWay("code");
    });
  }, []);

  function choose(chosen: Way) {
    setMistake(undefined);
    setWay(chosen);
  }

  async function attempt(ask: () => Promise<Answer | null>) {
    setRunning(true);
    setMistake(undefined);
    const answer = await ask();
    setRunning(false);
    if (answer?.isOk) return onEnd(true);
    if (answer) setMistake(stepUp.mistakes[answer.code] ?? answer.message);
  }

  const submit = (data: FormData) =>
    attempt(() => {
      const given = data.get("proof");
      if (way === "password") return post(refusal.endpoint, { password: given });
      const which = way === "code" ? "verify-totp" : "verify-backup-code";
      return post(`/api/auth/two-factor/${which}`, { code: String(given).trim() });
    });

  /** A passkey signs in whoever it belongs to: where that is somebody else, nothing here is theirs. */
  const passkey = () =>
    attempt(async () => {
      const answer = await passkeyAnswer();
      if (answer?.isOk && (await sessionOf())?.email !== email) location.assign("/");
      return answer;
    });

  const back = encodeURIComponent(location.pathname + location.search);
  const field = { name: "proof", error: mistake, required: true, "data-autofocus": true } as const;
  return (
    <Modal opened onClose={() => onEnd(false)} title={stepUp.title}>
      <form action={submit}>
        <Stack>
          <Text size="sm">{stepUp.why[refusal.reason] ?? refusal.message}</Text>
          {hasPasskeys() && (
            <Button
              variant="default"
              leftSection={<IconFingerprint size={18} />}
              onClick={() => void passkey()}
              disabled={isRunning}
            >
              {stepUp.passkey}
            </Button>
          )}
          {way === "password" ? (
            <PasswordInput {...field} key={way} label={stepUp.password} autoComplete="current-password" />
          ) : (
            <TextInput
              {...field}
              key={way}
              label={way === "code" ? stepUp.code : stepUp.recoveryCode}
              autoComplete="one-time-code"
              inputMode={way === "code" ? "numeric" : "text"}
            />
          )}
          {refusal.reason === "SECOND_FACTOR_MISSING" && (
            <Alert variant="light">
              <Anchor href="/second-factors">{stepUp.setUp}</Anchor>
            </Alert>
          )}
          <Group justify="space-between">
            {way === "password" ? (
              <Anchor href={`${refusal.url}?callbackURL=${back}`} size="sm">
                {stepUp.otherWays}
              </Anchor>
            ) : (
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => choose(way === "code" ? "recovery" : "code")}
              >
                {way === "code" ? stepUp.useRecoveryCode : stepUp.useCode}
              </Anchor>
            )}
            <Button type="submit" loading={isRunning}>
              {stepUp.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
