import { Text } from "@mantine/core";
import type { GrantDetailsFragment } from "../../api/gql/graphql";
import { RevealKeyDocument, RevokeKeyDocument, RotateKeyDocument } from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Leaked } from "../../parts/leaked";
import { whyNot } from "../../parts/permission";
import { limitsInWords } from "../../parts/rate-limits";
import { Secret } from "../../parts/secret";
import { StackedActions, StackedCell, StackedRow } from "../../parts/stacked-table";
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
  const { apis, application, common, networks } = texts;
  const reveal = useCommand(RevealKeyDocument);
  const rotate = useCommand(RotateKeyDocument);
  const revoke = useCommand(RevokeKeyDocument);
  return (
    <StackedRow>
      <StackedCell head={apis.product}>
        {key.product.name}
        {key.rateLimit && (
          <Text size="xs" c="dimmed" title={key.rateLimit.name}>
            {limitsInWords(key.rateLimit.limits, language, texts.rate)}
          </Text>
        )}
      </StackedCell>
      {isOwner && (
        <StackedCell head={apis.key}>
          {key.preview ? (
            <Secret
              label={application.apiKey(key.product.name)}
              preview={key.preview}
              whyNot={whyNot(key.viewerCan.reveal)}
              onReveal={async () => (await reveal.run({ apiKeyId: key.id }))?.value ?? null}
            />
          ) : (
            common.notYet
          )}
        </StackedCell>
      )}
      <StackedCell head={apis.status}>
        <KeyStatusBadge status={key.status} />
        <Leaked at={key.leakedAt} />
        {key.networks && key.networks.length > 0 && (
          <Text size="xs" c="dimmed" title={key.networks.join(", ")}>
            {networks.only(key.networks.length)}
          </Text>
        )}
      </StackedCell>
      <StackedCell head={apis.expires}>
        {key.issuedAt ? <When at={key.expiresAt} isDateOnly /> : common.notYet}
      </StackedCell>
      <StackedCell head={application.lastUsed}>
        {key.issuedAt ? <When at={key.lastUsedAt} isDateOnly /> : common.notYet}
      </StackedCell>
      <StackedActions>
        {isOwner && key.viewerCan.rotate.isAllowed && (
          <Rotate
            whyNot={null}
            mistakes={rotate.mistakes}
            onRotate={async (overlapHours) => (await rotate.run({ apiKeyId: key.id, overlapHours })) !== null}
          />
        )}
        {isOwner && key.viewerCan.limitToNetworks.isAllowed && (
          <Networks
            key={String(key.networks)}
            apiKeyId={key.id}
            product={key.product.name}
            networks={key.networks ?? []}
          />
        )}
        {isOwner && key.viewerCan.revoke.isAllowed && (
          <Confirm
            action={application.revoke}
            title={`${application.revokeTitle} ${application.apiKey(key.product.name)}`}
            hint={application.revokeHint}
            isFinal
            mistakes={revoke.mistakes}
            onConfirm={async () => (await revoke.run({ apiKeyId: key.id })) !== null}
          />
        )}
      </StackedActions>
    </StackedRow>
  );
}
