import { Button, Group, NumberInput, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AccessTokenScope } from "../../api/gql/graphql";
import { CreateTokenDocument, RevokeTokenDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Confirm } from "../../parts/confirm";
import { Mistakes } from "../../parts/mistakes";
import { ShownOnce } from "../../parts/shown-once";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly preview: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string | null;
}

/** Each scope includes those before it. */
const scopes: Readonly<Record<AccessTokenScope, AccessTokenScope[]>> = {
  READ: ["READ"],
  WRITE: ["READ", "WRITE"],
  SECRETS: ["READ", "WRITE", "SECRETS"],
};
const widest = (held: readonly AccessTokenScope[]): AccessTokenScope =>
  held.includes("SECRETS") ? "SECRETS" : held.includes("WRITE") ? "WRITE" : "READ";

export function Tokens({ tokens, onChange }: { tokens: readonly Token[]; onChange: () => void }) {
  const { profile, application } = useTexts();
  const revoke = useCommand(RevokeTokenDocument);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {profile.tokensHint}
      </Text>
      {tokens.length > 0 && (
        <Table.ScrollContainer minWidth={560} type="native">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{profile.tokenName}</Table.Th>
                <Table.Th>{profile.tokenScopes}</Table.Th>
                <Table.Th>{profile.expires}</Table.Th>
                <Table.Th>{application.lastUsed}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>
                    {token.name}
                    <Text size="xs" c="dimmed" className="secret">
                      {token.preview}
                    </Text>
                  </Table.Td>
                  <Table.Td>{profile.scope[widest(token.scopes)]}</Table.Td>
                  <Table.Td>
                    <When at={token.expiresAt} isDateOnly />
                  </Table.Td>
                  <Table.Td>
                    <When at={token.lastUsedAt} />
                  </Table.Td>
                  <Table.Td>
                    <Confirm
                      action={profile.revokeToken}
                      title={`${profile.revokeToken}: ${token.name}`}
                      hint={application.revokeHint}
                      isFinal
                      mistakes={revoke.mistakes}
                      onConfirm={async () => {
                        const done = (await revoke.run({ accessTokenId: token.id })) !== null;
                        if (done) onChange();
                        return done;
                      }}
                    />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <NewToken onChange={onChange} />
    </Stack>
  );
}

function NewToken({ onChange }: { onChange: () => void }) {
  const { profile } = useTexts();
  const { run, mistakes, isRunning } = useCommand(CreateTokenDocument);
  const [name, setName] = useState("");
  const [scope, setScope] = useState<AccessTokenScope>("READ");
  const [days, setDays] = useState<number | string>(90);
  const [value, setValue] = useState<string | null>(null);
  async function submit() {
    const payload = await run({ name, scopes: scopes[scope], expiresInDays: Number(days) });
    if (!payload) return;
    setValue(payload.value ?? null);
    setName("");
    onChange();
  }
  return (
    <form action={submit} noValidate>
      <Stack gap="xs">
        <Group align="flex-start">
          <TextInput
            label={profile.tokenName}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={mistakeIn(mistakes, "name")}
            autoComplete="off"
          />
          <Select
            label={profile.tokenScopes}
            data={Object.entries(profile.scope).map(([each, label]) => ({ value: each, label }))}
            value={scope}
            onChange={(chosen) => setScope((chosen ?? "READ") as AccessTokenScope)}
            error={mistakeIn(mistakes, "scopes")}
            allowDeselect={false}
            w={260}
          />
          <NumberInput
            label={profile.tokenDays}
            value={days}
            onChange={setDays}
            min={1}
            error={mistakeIn(mistakes, "expiresInDays")}
            w={140}
          />
          <Button type="submit" loading={isRunning} mt={24}>
            {profile.createToken}
          </Button>
        </Group>
        <Mistakes mistakes={otherMistakes(mistakes, ["name", "scopes", "expiresInDays"])} />
        {value && <ShownOnce title={profile.tokenValue} value={value} onClose={() => setValue(null)} />}
      </Stack>
    </form>
  );
}
