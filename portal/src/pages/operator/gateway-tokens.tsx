import { useQuery } from "@apollo/client/react";
import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { GatewayTokensPageQuery } from "../../api/gql/graphql";
import {
  CreateGatewayTokenDocument,
  GatewayTokensPageDocument,
  RevokeGatewayTokenDocument,
} from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { NewToken } from "../../parts/new-token";
import { PageTitle } from "../../parts/page-title";
import { ShownOnce } from "../../parts/shown-once";
import { TokensTable } from "../../parts/tokens-table";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";

type Environment = NonNullable<GatewayTokensPageQuery["apiEnvironments"]>["nodes"][number];

/** By which the gateways of each environment ask about keys; when they last did is read anew now and then. */
export function GatewayTokens() {
  const { nav, tokens } = useTexts().operators;
  const { data, error, refetch } = useQuery(GatewayTokensPageDocument, { pollInterval: 30_000 });
  if (!data?.apiEnvironments) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  return (
    <>
      <PageTitle>{nav.gatewayTokens}</PageTitle>
      <Text c="dimmed" mb="md">
        {tokens.hint}
      </Text>
      <Stack>
        {data.apiEnvironments.nodes.map((environment) => (
          <TokensOf key={environment.id} environment={environment} onChange={() => void refetch()} />
        ))}
      </Stack>
    </>
  );
}

function TokensOf({ environment, onChange }: { environment: Environment; onChange: () => void }) {
  const { tokens: common, operators } = useTexts();
  const { tokens } = operators;
  const create = useCommand(CreateGatewayTokenDocument);
  const revoke = useCommand(RevokeGatewayTokenDocument);
  const [value, setValue] = useState<string | null>(null);
  return (
    <Paper withBorder p="md" component="section" aria-label={environment.name}>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={2} size="h4">
            {environment.name}
          </Title>
          <Text size="sm" c="dimmed">
            {environment.institution} · {tokens.kinds[environment.gatewayKind]}
          </Text>
        </div>
        <NewToken
          title={tokens.createFor(environment.name)}
          nameHint={tokens.nameHint}
          days={365}
          mistakes={create.mistakes}
          isRunning={create.isRunning}
          onCreate={async (name, expiresInDays) => {
            const payload = await create.run({ environmentId: environment.id, name, expiresInDays });
            if (!payload) return false;
            setValue(payload.value ?? null);
            onChange();
            return true;
          }}
        />
      </Group>
      {value && <ShownOnce title={common.value} value={value} onClose={() => setValue(null)} />}
      {environment.gatewayTokens.length === 0 ? (
        <Text size="sm">{tokens.empty}</Text>
      ) : (
        <TokensTable
          tokens={environment.gatewayTokens}
          revokeHint={tokens.revokeHint}
          mistakes={revoke.mistakes}
          onRevoke={async ({ id }) => {
            const isDone = (await revoke.run({ gatewayTokenId: id })) !== null;
            if (isDone) onChange();
            return isDone;
          }}
        />
      )}
    </Paper>
  );
}
