import { useQuery } from "@apollo/client/react";
import {
  Button,
  Group,
  Modal,
  NumberInput,
  Paper,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import type { GatewayTokensPageQuery } from "../../api/gql/graphql";
import {
  CreateGatewayTokenDocument,
  GatewayTokensPageDocument,
  RevokeGatewayTokenDocument,
} from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Mistakes } from "../../parts/mistakes";
import { PageTitle } from "../../parts/page-title";
import { ShownOnce } from "../../parts/shown-once";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
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

interface Owning {
  readonly environment: Environment;
  onChange(): void;
}

function TokensOf({ environment, onChange }: Owning) {
  const { tokens } = useTexts().operators;
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
          environment={environment}
          onCreated={(created) => {
            setValue(created);
            onChange();
          }}
        />
      </Group>
      {value && <ShownOnce title={tokens.value} value={value} onClose={() => setValue(null)} />}
      {environment.gatewayTokens.length === 0 ? (
        <Text size="sm">{tokens.empty}</Text>
      ) : (
        <TokensTable environment={environment} onChange={onChange} />
      )}
    </Paper>
  );
}

function TokensTable({ environment, onChange }: Owning) {
  const { tokens } = useTexts().operators;
  const revoke = useCommand(RevokeGatewayTokenDocument);
  return (
    <Table.ScrollContainer minWidth={560} type="native" tabIndex={0}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{tokens.token}</Table.Th>
            <Table.Th>{tokens.created}</Table.Th>
            <Table.Th>{tokens.expires}</Table.Th>
            <Table.Th>{tokens.lastUsed}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {environment.gatewayTokens.map((token) => (
            <Table.Tr key={token.id}>
              <Table.Td>
                {token.name}
                <Text size="xs" c="dimmed" className="secret">
                  {token.preview}
                </Text>
              </Table.Td>
              <Table.Td>
                <When at={token.createdAt} isDateOnly />
              </Table.Td>
              <Table.Td>
                <When at={token.expiresAt} isDateOnly />
              </Table.Td>
              <Table.Td>
                <When at={token.lastUsedAt} />
              </Table.Td>
              <Table.Td ta="right">
                <Confirm
                  action={tokens.revoke}
                  title={tokens.revokeTitle(token.name)}
                  hint={tokens.revokeHint}
                  isFinal
                  mistakes={revoke.mistakes}
                  onConfirm={async () => {
                    const isDone = (await revoke.run({ gatewayTokenId: token.id })) !== null;
                    if (isDone) onChange();
                    return isDone;
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface Creating {
  readonly environment: Environment;
  onCreated(value: string | null): void;
}

function NewToken({ environment, onCreated }: Creating) {
  const { tokens } = useTexts().operators;
  const [isOpen, modal] = useDisclosure();
  const { run, mistakes, isRunning } = useCommand(CreateGatewayTokenDocument);
  const [name, setName] = useState("");
  const [days, setDays] = useState<number | string>(365);
  async function submit() {
    const payload = await run({ environmentId: environment.id, name, expiresInDays: Number(days) || 0 });
    if (!payload) return;
    setName("");
    modal.close();
    onCreated(payload.value ?? null);
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={modal.open}
        aria-label={tokens.createFor(environment.name)}
      >
        {tokens.create}
      </Button>
      <Modal opened={isOpen} onClose={modal.close} title={tokens.createFor(environment.name)}>
        <form action={submit} noValidate>
          <Stack>
            <TextInput
              label={tokens.name}
              description={tokens.nameHint}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={mistakeIn(mistakes, "name")}
              autoComplete="off"
              data-autofocus
            />
            <NumberInput
              label={tokens.days}
              value={days}
              onChange={setDays}
              min={1}
              allowDecimal={false}
              error={mistakeIn(mistakes, "expiresInDays")}
            />
            <Mistakes mistakes={otherMistakes(mistakes, ["name", "expiresInDays"])} />
            <Group justify="flex-end">
              <Button type="submit" loading={isRunning}>
                {tokens.create}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
