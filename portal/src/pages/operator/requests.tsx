import { useQuery } from "@apollo/client/react";
import { Box, Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { AccessRequestFilter } from "../../api/gql/graphql";
import { RequestsPageDocument } from "../../api/gql/graphql";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { PageTitle } from "../../parts/page-title";
import { Segments } from "../../parts/segments";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";
import { RequestCard } from "./request-card";

const filters = {
  waiting: { status: "AWAITING_APPROVAL" },
  changed: { changedSinceDecision: true },
  approved: { status: "APPROVED" },
  rejected: { status: "REJECTED" },
} as const satisfies Readonly<Record<string, AccessRequestFilter>>;
const names = Object.keys(filters) as (keyof typeof filters)[];

/** What applications ask for, with the facts that a decision needs side by side. */
export function Requests() {
  const { requests } = useTexts();
  const [query, setQuery] = useSearchParams();
  const shown = names.find((name) => name === query.get("show")) ?? "waiting";
  const { data, previousData, error, fetchMore, refetch } = useQuery(RequestsPageDocument, {
    variables: { first: 20, filter: filters[shown], orderBy: shown === "waiting" ? "OLDEST" : "NEWEST" },
    pollInterval: 30_000,
  });
  const list = (data ?? previousData)?.accessRequests;
  return (
    <>
      <PageTitle>{requests.title}</PageTitle>
      <Box mb="md">
        <Segments
          label={requests.title}
          value={shown}
          onChange={(value) => setQuery(value === "waiting" ? {} : { show: value })}
          options={names.map((value) => ({ value, label: requests[value] }))}
        />
      </Box>
      {!list && (error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />)}
      {list?.edges.length === 0 && <Empty title={requests.empty[shown]} />}
      {list && list.edges.length > 0 && (
        <Stack>
          {list.edges.map(({ node }) => (
            <RequestCard key={node.id} request={node} onDecided={() => void refetch()} />
          ))}
          <More
            shown={list.edges.length}
            total={list.totalCount}
            hasMore={list.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
          />
        </Stack>
      )}
    </>
  );
}
