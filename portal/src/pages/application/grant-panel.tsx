import { Alert, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type FragmentType, getFragmentData } from "../../api/gql/fragment-masking";
import type { Authentication } from "../../api/gql/graphql";
import {
  GrantDetailsFragmentDoc,
  RevealSecretDocument,
  RevokeGrantDocument,
  RotateSecretDocument,
} from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { byProduct } from "../../parts/by-product";
import { Confirm } from "../../parts/confirm";
import { CopyOf } from "../../parts/copy-of";
import { Leaked } from "../../parts/leaked";
import { whyNot } from "../../parts/permission";
import { Secret } from "../../parts/secret";
import { StackedTable } from "../../parts/stacked-table";
import { GrantStatusBadge } from "../../parts/status-badge";
import { shown } from "../../parts/when";
import { useLanguage } from "../../texts/texts";
import { AskAgain } from "./ask-again";
import { ClientKeys } from "./client-keys";
import { HowToCall } from "./how-to-call";
import { KeyRow } from "./key-row";
import { Rotate } from "./rotate";
import { TimeLine } from "./time-line";

interface Granted {
  readonly grant: FragmentType<typeof GrantDetailsFragmentDoc>;
  readonly authentication: Authentication;
  readonly isOwner: boolean;
}

/** An environment: its credentials, its keys, and how to call with them. */
export function GrantPanel({ grant: masked, authentication, isOwner }: Granted) {
  const {
    texts: { application, apis, clientKeys },
    language,
  } = useLanguage();
  const grant = getFragmentData(GrantDetailsFragmentDoc, masked);
  const { environment, clientCredentials: credentials } = grant;
  const keys = byProduct(grant.apiKeys, language);
  const reveal = useCommand(RevealSecretDocument);
  const rotate = useCommand(RotateSecretDocument);
  const revoke = useCommand(RevokeGrantDocument);
  const rejected = grant.requests.find(({ status }) => status === "REJECTED");
  return (
    <Paper withBorder p="md" component="section" aria-label={environment.name}>
      <Group justify="space-between" mb="xs">
        <Group gap="sm">
          <Title order={2} size="h4">
            {environment.name}
          </Title>
          <GrantStatusBadge status={grant.status} />
        </Group>
        {isOwner && grant.viewerCan.revokeCredentials.isAllowed && (
          <Confirm
            action={application.revokeAll}
            title={`${application.revokeTitle} ${environment.name}`}
            hint={application.revokeAllHint}
            isFinal
            mistakes={revoke.mistakes}
            onConfirm={async () => (await revoke.run({ grantId: grant.id })) !== null}
          />
        )}
      </Group>
      <Stack gap="sm">
        {grant.status === "AWAITING_APPROVAL" && <Alert color="yellow">{application.awaiting}</Alert>}
        {rejected && (
          <Alert color="red">
            <Group justify="space-between">
              {application.rejectedBecause(rejected.decisionReason ?? "")}
              {isOwner && <AskAgain requestId={rejected.id} />}
            </Group>
          </Alert>
        )}
        {credentials && (
          <Group gap="xl" align="flex-start">
            <div>
              <Text size="sm" fw={600}>
                {application.clientId}
              </Text>
              <Group gap="xs" mih={30}>
                <Code className="secret">{credentials.clientId}</Code>
                <CopyOf value={credentials.clientId} label={application.clientId} />
              </Group>
            </div>
            {credentials.hasSecret && (
              <div>
                <Text size="sm" fw={600}>
                  {application.clientSecret}
                </Text>
                <Group gap="xs" mih={30}>
                  <Secret
                    label={application.clientSecret}
                    preview={credentials.secretPreview}
                    whyNot={whyNot(grant.viewerCan.revealClientSecret)}
                    onReveal={async () => (await reveal.run({ grantId: grant.id }))?.value ?? null}
                  />
                  <ClientKeys key={credentials.authentication} grant={grant} credentials={credentials} />
                  <Rotate
                    whyNot={whyNot(grant.viewerCan.rotateClientSecret)}
                    mistakes={rotate.mistakes}
                    onRotate={async (overlapHours) =>
                      (await rotate.run({ grantId: grant.id, overlapHours })) !== null
                    }
                  />
                </Group>
                <Leaked at={credentials.leakedAt} />
                {credentials.authentication !== "CLIENT_SECRET" && (
                  <Text size="xs" c="dimmed">
                    {clientKeys.inPlace[credentials.authentication]}
                  </Text>
                )}
                {credentials.retiringSecretExpiresAt && (
                  <Text size="xs" c="dimmed" component="div">
                    {application.retiring(shown(credentials.retiringSecretExpiresAt, language))}{" "}
                    <Leaked at={credentials.retiringSecretLeakedAt} />
                  </Text>
                )}
              </div>
            )}
          </Group>
        )}
        {!isOwner && grant.status === "APPROVED" && <Text c="dimmed">{application.onlyOwners}</Text>}
        {environment.secretRetrieval === "ONCE" && isOwner && (
          <Text size="sm" c="dimmed">
            {application.shownOnce}
          </Text>
        )}
        {keys.length > 0 && (
          <StackedTable
            heads={[
              apis.product,
              ...(isOwner ? [apis.key] : []),
              apis.status,
              apis.expires,
              application.lastUsed,
            ]}
          >
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} isOwner={isOwner} />
            ))}
          </StackedTable>
        )}
        <TimeLine keys={keys} />
        <HowToCall grant={grant} authentication={authentication} />
      </Stack>
    </Paper>
  );
}
