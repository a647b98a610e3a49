import { useQuery } from "@apollo/client/react";
import { Box, SegmentedControl, Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import type { AccessRequestFilter } from "../../api/gql/graphql";
import { RequestsPageDocument } from "../../api/gql/graphql";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";
import { RequestCard } from "./request-card";

const filters: Readonly<Record<string, AccessRequestFilter>> = {
  waiting: { status: "AWAITING_APPROVAL" },
  changed: { changedSinceDecision: true },
  approved: { status: "APPROVED" },
  rejected: { status: "REJECTED" },
};

/** What applications ask for, with the facts that a decision needs side by side. */
export function Requests() {
  const { requests } = useTexts();
  const [query, setQuery] = useSearchParams();
  const shown = filters[query.get("show") ?? ""] ? (query.get("show") ?? "waiting") : "waiting";
  const { data, previousData, error, fetchMore, refetch } = useQuery(RequestsPageDocument, {
    variables: { first: 20, filter: filters[shown], orderBy: shown === "waiting" ? "OLDEST" : "NEWEST" },
    pollInterval: 30_000,
  });
  const list = (data ?? previousData)?.accessRequests;
  return (
    <>
      <PageTitle>{requests.title}</PageTitle>
      <Box style={{ overflowX: "auto" }} mb="md">
        <SegmentedControl
          value={shown}
          onChange={(value) => setQuery(value === "waiting" ? {} : { show: value })}
          data={[
            { value: "waiting", label: requests.waiting },
            { value: "changed", label: requests.changed },
            { value: "approved", label: requests.approved },
            { value: "rejected", label: requests.rejected },
          ]}
        />
      </Box>
      {!list && (error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />)}
      {list?.edges.length === 0 && <Empty title={requests.empty} />}
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
