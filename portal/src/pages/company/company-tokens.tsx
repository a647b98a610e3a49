import { useQuery } from "@apollo/client/react";
import { Group, List, MultiSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { AccessTokenScope, CompanyFieldsFragment } from "../../api/gql/graphql";
import {
  CompanyTokensTabDocument,
  CreateTokenDocument,
  OwnApplicationsDocument,
  RevokeTokenDocument,
} from "../../api/gql/graphql";
import { mistakeIn } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { NewToken } from "../../parts/new-token";
import { ScopeSelect, scopesOf, widest } from "../../parts/scopes";
import { ShownOnce } from "../../parts/shown-once";
import { TokensTable } from "../../parts/tokens-table";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";

/** Tokens that act on the applications that they name, whoever comes and goes. */
export function CompanyTokens({ partner }: { partner: CompanyFieldsFragment }) {
  const { companyTokens: texts, tokens } = useTexts();
  const { data, error, fetchMore, refetch } = useQuery(CompanyTokensTabDocument, {
    variables: { first: 20 },
  });
  const revoke = useCommand(RevokeTokenDocument);
  const [value, setValue] = useState<string | null>(null);
  const list = data?.me?.partner?.accessTokens;
  const { createAccessToken } = partner.viewerCan;
  if (!list) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  const again = () => void refetch();
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" style={{ flex: "1 1 20em" }} maw={680}>
          {texts.hint} {!createAccessToken.isAllowed && texts.whoMakes}
        </Text>
        {createAccessToken.isAllowed && (
          <NewCompanyToken
            onCreated={(created) => {
              setValue(created);
              again();
            }}
          />
        )}
      </Group>
      {value && <ShownOnce title={tokens.value} value={value} onClose={() => setValue(null)} />}
      {list.edges.length === 0 && <Empty title={texts.empty} />}
      {list.edges.length > 0 && (
        <>
          <TokensTable
            tokens={list.edges.map(({ node }) => node)}
            aside={{
              head: texts.actsOn,
              of: ({ scopes, clientApplications, createdBy }) => (
                <>
                  {tokens.scope[widest(scopes)]}
                  <List size="sm" listStyleType="none">
                    {clientApplications?.map(({ id, name }) => (
                      <List.Item key={id}>{name}</List.Item>
                    ))}
                  </List>
                  {createdBy && (
                    <Text size="xs" c="dimmed">
                      {texts.madeBy(createdBy.displayName)}
                    </Text>
                  )}
                </>
              ),
            }}
            revokeHint={tokens.revokeHint}
            mistakes={revoke.mistakes}
            onRevoke={async ({ id }) => {
              const isDone = (await revoke.run({ accessTokenId: id })) !== null;
              if (isDone) again();
              return isDone;
            }}
          />
          <More
            shown={list.edges.length}
            total={list.totalCount}
            hasMore={list.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
          />
        </>
      )}
    </Stack>
  );
}

function NewCompanyToken({ onCreated }: { onCreated: (value: string | null) => void }) {
  const { companyTokens: texts } = useTexts();
  const { run, mistakes, isRunning, forgive } = useCommand(CreateTokenDocument);
  const [scope, setScope] = useState<AccessTokenScope>("READ");
  const [chosen, setChosen] = useState<string[]>([]);
  const [search, setSearch] = useState("");
  const { data, previousData } = useQuery(OwnApplicationsDocument, {
    variables: { search: search || null },
  });
  const found = (data ?? previousData)?.me?.partner?.applications.nodes ?? [];
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const options = new Map([...names, ...found.map(({ id, name }) => [id, name] as const)]);
  return (
    <NewToken
      title={texts.create}
      days={90}
      mistakes={mistakes}
      isRunning={isRunning}
      fields={["scopes", "clientApplicationIds"]}
      onCreate={async (name, expiresInDays) => {
        const payload = await run({
          owner: "COMPANY",
          name,
          scopes: scopesOf[scope],
          clientApplicationIds: chosen,
          expiresInDays,
        });
        if (!payload) return false;
        onCreated(payload.value ?? null);
        setChosen([]);
        return true;
      }}
    >
      <ScopeSelect value={scope} onChange={setScope} error={mistakeIn(mistakes, "scopes")} />
      <MultiSelect
        label={texts.applications}
        description={texts.applicationsHint}
        data={[...options].map(([value, label]) => ({ value, label }))}
        value={chosen}
        onChange={(ids) => {
          forgive("clientApplicationIds");
          setChosen(ids);
          setNames(new Map(ids.map((id) => [id, options.get(id) ?? id])));
        }}
        onSearchChange={setSearch}
        error={mistakeIn(mistakes, "clientApplicationIds")}
        searchable
        hidePickedOptions
      />
    </NewToken>
  );
}
