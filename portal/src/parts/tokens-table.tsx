import { Badge, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { Mistake } from "../api/use-command";
import { useTexts } from "../texts/texts";
import { Confirm } from "./confirm";
import { Leaked } from "./leaked";
import { StackedActions, StackedCell, StackedRow, StackedTable } from "./stacked-table";
import { When } from "./when";

export interface KeptToken {
  readonly id: string;
  readonly name: string;
  readonly preview: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string | null;
  /** Of tokens that go on working though they were found in public. */
  readonly leakedAt?: string | null;
}

interface Tokens<Token extends KeptToken> {
  readonly tokens: readonly Token[];
  /** What tokens of this kind have besides, and what that is called. */
  readonly aside?: { readonly head: string; of(token: Token): ReactNode };
  /** What a revocation stops. */
  readonly revokeHint: string;
  readonly mistakes: readonly Mistake[];
  /** Whether it went through. */
  onRevoke(token: Token): Promise<boolean>;
}

/** Tokens as they are kept: their first and last characters, and for how long they work. */
export function TokensTable<Token extends KeptToken>({
  tokens,
  aside,
  revokeHint,
  mistakes,
  onRevoke,
}: Tokens<Token>) {
  const texts = useTexts().tokens;
  const heads = [texts.token, ...(aside ? [aside.head] : []), texts.created, texts.expires, texts.lastUsed];
  return (
    <StackedTable heads={heads}>
      {tokens.map((token) => (
        <StackedRow key={token.id}>
          <StackedCell head={texts.token}>
            {token.name}
            <Text size="xs" c="dimmed" className="secret">
              {token.preview}
            </Text>
            <Leaked at={token.leakedAt} />
          </StackedCell>
          {aside && <StackedCell head={aside.head}>{aside.of(token)}</StackedCell>}
          <StackedCell head={texts.created}>
            <When at={token.createdAt} isDateOnly />
          </StackedCell>
          <StackedCell head={texts.expires}>
            {Date.parse(token.expiresAt) > Date.now() ? (
              <When at={token.expiresAt} isDateOnly />
            ) : (
              <Badge className="badge" variant="light" color="gray">
                {texts.expired}
              </Badge>
            )}
          </StackedCell>
          <StackedCell head={texts.lastUsed}>
            <When at={token.lastUsedAt} />
          </StackedCell>
          <StackedActions>
            <Confirm
              action={texts.revoke}
              title={texts.revokeTitle(token.name)}
              hint={revokeHint}
              isFinal
              mistakes={mistakes}
              onConfirm={() => onRevoke(token)}
            />
          </StackedActions>
        </StackedRow>
      ))}
    </StackedTable>
  );
}
