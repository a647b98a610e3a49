import { useQuery } from "@apollo/client/react";
import { Badge, Group, Stack, Text, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { CompanyMembersDocument } from "../../../api/gql/graphql";
import { Empty } from "../../../parts/empty";
import { More } from "../../../parts/more";
import { SearchField } from "../../../parts/search-field";
import { StackedActions, StackedCell, StackedRow, StackedTable } from "../../../parts/stacked-table";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { When } from "../../../parts/when";
import { useTexts } from "../../../texts/texts";
import { Appointing, EndingAccess, type Person } from "./acts-on-people";

/** Who is in a company and who asks to be, and what operators can do about it. */
export function CompanyMembers({ companyId, isOwn }: { companyId: string; isOwn: boolean }) {
  const { operators, role } = useTexts();
  const { companies } = operators;
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data, previousData, error, fetchMore, refetch } = useQuery(CompanyMembersDocument, {
    variables: { id: companyId, first: 20, filter: search ? { search } : null },
  });
  const node = (data ?? previousData)?.node;
  if (node?.__typename !== "Partner")
    return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  const { members, joinRequests } = node;
  const again = () => void refetch();
  return (
    <Stack>
      <Group role="search">
        <SearchField label={companies.memberSearch} value={typed} onChange={setTyped} />
      </Group>
      {members.edges.length === 0 && <Empty title={companies.noMembers} />}
      {members.edges.length > 0 && (
        <>
          <StackedTable>
            {members.edges.map(({ node: member }) => (
              <PersonRow key={member.id} person={member.developer}>
                <StackedCell>
                  <Badge className="badge" variant="light">
                    {role[member.role]}
                  </Badge>
                </StackedCell>
                <StackedCell>
                  {companies.joined} <When at={member.joinedAt} isDateOnly />
                </StackedCell>
                <StackedActions>
                  {!isOwn && member.role !== "ADMIN" && (
                    <Appointing companyId={companyId} person={member.developer} onDone={again} />
                  )}
                  <EndingAccess person={member.developer} />
                </StackedActions>
              </PersonRow>
            ))}
          </StackedTable>
          <More
            shown={members.edges.length}
            total={members.totalCount}
            hasMore={members.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: members.pageInfo.endCursor } })}
          />
        </>
      )}
      {joinRequests.edges.length > 0 && (
        <>
          <Title order={2} size="h4">
            {companies.joinRequests}
          </Title>
          <StackedTable>
            {joinRequests.edges.map(({ node: request }) => (
              <PersonRow key={request.id} person={request.developer}>
                <StackedCell>
                  <When at={request.requestedAt} />
                </StackedCell>
                <StackedActions>
                  {!isOwn && (
                    <Appointing companyId={companyId} person={request.developer} isNew onDone={again} />
                  )}
                </StackedActions>
              </PersonRow>
            ))}
          </StackedTable>
        </>
      )}
    </Stack>
  );
}

function PersonRow({ person, children }: { person: Person; children: React.ReactNode }) {
  return (
    <StackedRow>
      <StackedCell>
        {person.displayName}
        <Text size="sm" c="dimmed">
          {person.email}
        </Text>
      </StackedCell>
      {children}
    </StackedRow>
  );
}
