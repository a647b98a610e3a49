import { useApolloClient } from "@apollo/client/react";
import { Group, Paper, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { ApplicationDetailsFragment } from "../../api/gql/graphql";
import { DeactivateDocument, DeleteDocument, RestoreDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { whyNot } from "../../parts/permission";
import { useTexts } from "../../texts/texts";

/** Stopping it for a while, starting it again, and ending it for good. */
export function Life({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts().application;
  const deactivate = useCommand(DeactivateDocument);
  const restore = useCommand(RestoreDocument);
  const clientApplicationId = application.id;
  return (
    <Stack maw={760}>
      {application.status === "ACTIVE" ? (
        <Act key="deactivate" title={texts.deactivate} hint={texts.deactivateHint}>
          <Confirm
            action={texts.deactivate}
            hint={texts.deactivateHint}
            whyNot={whyNot(application.viewerCan.deactivate)}
            mistakes={deactivate.mistakes}
            onConfirm={async () => (await deactivate.run({ clientApplicationId })) !== null}
          />
        </Act>
      ) : (
        <Act key="restore" title={texts.restore} hint={texts.restoreHint}>
          <Confirm
            action={texts.restore}
            hint={texts.restoreHint}
            whyNot={whyNot(application.viewerCan.restore)}
            mistakes={restore.mistakes}
            onConfirm={async () => (await restore.run({ clientApplicationId })) !== null}
          />
        </Act>
      )}
      <Deleting application={application} />
    </Stack>
  );
}

function Deleting({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts().application;
  const client = useApolloClient();
  const navigate = useNavigate();
  const { run, mistakes } = useCommand(DeleteDocument);
  const [typed, setTyped] = useState("");
  const { liveKeys, environments, coOwners } = application.deletionImpact;
  const impact = texts.deleteImpact(liveKeys, environments, coOwners);

  async function remove() {
    const payload = await run({ clientApplicationId: application.id, confirmName: typed });
    if (!payload) return false;
    navigate("/", { replace: true });
    client.cache.evict({
      id: client.cache.identify({ __typename: "ClientApplication", id: application.id }),
    });
    client.cache.gc();
    notifications.show({ message: texts.deleted(application.name) });
    return true;
  }
  return (
    <Act title={texts.deleteTitle} hint={impact}>
      <Confirm
        action={texts.delete}
        title={texts.deleteTitle}
        hint={impact}
        isFinal
        isDisabled={typed !== application.name}
        whyNot={whyNot(application.viewerCan.delete)}
        mistakes={otherMistakes(mistakes, ["confirmName"])}
        onConfirm={remove}
      >
        <TextInput
          label={texts.deleteConfirm(application.name)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={mistakeIn(mistakes, "confirmName")}
          autoComplete="off"
        />
      </Confirm>
    </Act>
  );
}

function Act({ title, hint, children }: { title: string; hint: string; children: React.ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
        </div>
        {children}
      </Group>
    </Paper>
  );
}
