import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { type Answer, post } from "../../session/post";
import { useTexts } from "../../texts/texts";

/** Chooses another password in place, with the one so far. Here one stays signed in. */
export function NewPassword({ email, onChanged }: { email: string; onChanged: () => void }) {
  const { password: texts, common } = useTexts();
  const [isOpen, modal] = useDisclosure();
  const [refusal, setRefusal] = useState<Answer | null>(null);
  const [isRunning, setRunning] = useState(false);

  async function submit(data: FormData) {
    setRunning(true);
    setRefusal(null);
    const answer = await post("/api/auth/change-password", {
      currentPassword: data.get("current"),
      newPassword: data.get("new"),
    });
    setRunning(false);
    if (!answer.isOk) return setRefusal(answer);
    modal.close();
    notifications.show({ color: "green", message: texts.changed });
    onChanged();
  }
  const said = refusal && (texts.mistakes[refusal.code] ?? (refusal.message || texts.mistakes.UNREACHABLE));
  const isOfTheNew = refusal?.code.startsWith("PASSWORD_");
  return (
    <>
      <Button size="xs" variant="default" onClick={modal.open}>
        {texts.change}
      </Button>
      <Modal opened={isOpen} onClose={modal.close} title={texts.change}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          <Stack>
            <Text size="sm">{texts.hint}</Text>
            <input name="username" autoComplete="username" value={email} readOnly hidden />
            <PasswordInput
              name="current"
              label={texts.current}
              autoComplete="current-password"
              error={!isOfTheNew && said}
              required
              data-autofocus
            />
            <PasswordInput
              name="new"
              label={texts.next}
              description={texts.nextHint}
              autoComplete="new-password"
              error={isOfTheNew && said}
              required
            />
            <Group justify="space-between">
              <Anchor href="/forgotten-password" size="sm">
                {texts.forgotten}
              </Anchor>
              <Group gap="xs">
                <Button variant="default" onClick={modal.close}>
                  {common.cancel}
                </Button>
                <Button type="submit" loading={isRunning}>
                  {texts.submit}
                </Button>
              </Group>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
