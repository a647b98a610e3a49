import { Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { AccessTokenScope } from "../../api/gql/graphql";
import { CreateTokenDocument, RevokeTokenDocument } from "../../api/gql/graphql";
import { mistakeIn } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { NewToken } from "../../parts/new-token";
import { ScopeSelect, scopesOf, widest } from "../../parts/scopes";
import { ShownOnce } from "../../parts/shown-once";
import { type KeptToken, TokensTable } from "../../parts/tokens-table";
import { useTexts } from "../../texts/texts";

interface Token extends KeptToken {
  readonly scopes: readonly AccessTokenScope[];
}

/** For scripts that act as oneself. */
export function Tokens({ tokens, onChange }: { tokens: readonly Token[]; onChange: () => void }) {
  const { profile, tokens: texts } = useTexts();
  const create = useCommand(CreateTokenDocument);
  const revoke = useCommand(RevokeTokenDocument);
  const [scope, setScope] = useState<AccessTokenScope>("READ");
  const [value, setValue] = useState<string | null>(null);
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" style={{ flex: "1 1 16em" }}>
          {profile.tokensHint}
        </Text>
        <NewToken
          title={texts.createOwn}
          days={90}
          mistakes={create.mistakes}
          isRunning={create.isRunning}
          fields={["scopes"]}
          onCreate={async (name, expiresInDays) => {
            const payload = await create.run({ name, scopes: scopesOf[scope], expiresInDays });
            if (!payload) return false;
            setValue(payload.value ?? null);
            onChange();
            return true;
          }}
        >
          <ScopeSelect value={scope} onChange={setScope} error={mistakeIn(create.mistakes, "scopes")} />
        </NewToken>
      </Group>
      {value && <ShownOnce title={texts.value} value={value} onClose={() => setValue(null)} />}
      {tokens.length > 0 && (
        <TokensTable
          tokens={tokens}
          aside={{ head: texts.may, of: ({ scopes }) => texts.scope[widest(scopes)] }}
          revokeHint={texts.revokeHint}
          mistakes={revoke.mistakes}
          onRevoke={async ({ id }) => {
            const isDone = (await revoke.run({ accessTokenId: id })) !== null;
            if (isDone) onChange();
            return isDone;
          }}
        />
      )}
    </Stack>
  );
}
