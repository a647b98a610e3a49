import { Group, Table, Text } from "@mantine/core";
import type { GrantDetailsFragment } from "../../api/gql/graphql";
import { RevealKeyDocument, RevokeKeyDocument, RotateKeyDocument } from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { whyNot } from "../../parts/permission";
import { limitsInWords } from "../../parts/rate-limits";
import { Secret } from "../../parts/secret";
import { KeyStatusBadge } from "../../parts/status-badge";
import { When } from "../../parts/when";
import { useLanguage } from "../../texts/texts";
import { Networks } from "./networks";
import { Rotate } from "./rotate";

/** A key: viewed, rotated and revoked by owners alone. */
export function KeyRow({
  apiKey: key,
  isOwner,
}: {
  apiKey: GrantDetailsFragment["apiKeys"][number];
  isOwner: boolean;
}) {
  const { language, texts } = useLanguage();
  const { application, common, networks } = texts;
  const reveal = useCommand(RevealKeyDocument);
  const rotate = useCommand(RotateKeyDocument);
  const revoke = useCommand(RevokeKeyDocument);
  return (
    <Table.Tr>
      <Table.Td>
        {key.product.name}
        {key.rateLimit && (
          <Text size="xs" c="dimmed" title={key.rateLimit.name}>
            {limitsInWords(key.rateLimit.limits, language, texts.rate)}
          </Text>
        )}
      </Table.Td>
      <Table.Td miw={230}>
        {isOwner && key.preview ? (
          <Secret
            label={application.apiKey(key.product.name)}
            preview={key.preview}
            whyNot={whyNot(key.viewerCan.reveal)}
            onReveal={async () => (await reveal.run({ apiKeyId: key.id }))?.value ?? null}
          />
        ) : (
          common.none
        )}
      </Table.Td>
      <Table.Td>
        <KeyStatusBadge status={key.status} />
        {key.networks && key.networks.length > 0 && (
          <Text size="xs" c="dimmed" title={key.networks.join(", ")}>
            {networks.only(key.networks.length)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <When at={key.expiresAt} />
      </Table.Td>
      <Table.Td>
        <When at={key.lastUsedAt} />
      </Table.Td>
      <Table.Td>
        {isOwner && (
          <Group gap="xs" justify="flex-end" wrap="nowrap">
            {key.viewerCan.rotate.isAllowed && (
              <Rotate
                whyNot={null}
                mistakes={rotate.mistakes}
                onRotate={async (overlapHours) =>
                  (await rotate.run({ apiKeyId: key.id, overlapHours })) !== null
                }
              />
            )}
            {key.viewerCan.limitToNetworks.isAllowed && (
              <Networks
                key={String(key.networks)}
                apiKeyId={key.id}
                product={key.product.name}
                networks={key.networks ?? []}
              />
            )}
            {key.viewerCan.revoke.isAllowed && (
              <Confirm
                action={application.revoke}
                title={`${application.revokeTitle} ${application.apiKey(key.product.name)}`}
                hint={application.revokeHint}
                isFinal
                mistakes={revoke.mistakes}
                onConfirm={async () => (await revoke.run({ apiKeyId: key.id })) !== null}
              />
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
