import { useQuery } from "@apollo/client/react";
import type { AnyClientApplicationFilter } from "../../api/gql/graphql";
import { AllApplicationsPageDocument } from "../../api/gql/graphql";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";
import { ApplicationsTable } from "../my-apis/applications-table";

interface Asked {
  readonly filter: AnyClientApplicationFilter;
  /** What is said when there are none. */
  readonly empty: string;
  readonly showsCompany?: boolean;
}

/** Those of all companies' applications that meet the filter. */
export function ApplicationsOfAll({ filter, empty, showsCompany }: Asked) {
  const { companies } = useTexts().operators;
  const { data, previousData, error, fetchMore, refetch } = useQuery(AllApplicationsPageDocument, {
    variables: { first: 20, filter, orderBy: "NAME" },
    pollInterval: 60_000,
  });
  const list = (data ?? previousData)?.clientApplications;
  if (!list) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  if (list.edges.length === 0) return <Empty title={empty} />;
  const companyOf = new Map(
    list.edges.map(({ node: { id, partner } }) => [
      id,
      { id: partner.id, name: partner.details.legalName ?? partner.domains[0] ?? companies.unnamed },
    ]),
  );
  return (
    <>
      <ApplicationsTable
        rows={list.edges.map(({ node }) => node)}
        companyOf={showsCompany ? companyOf : undefined}
      />
      <More
        shown={list.edges.length}
        total={list.totalCount}
        hasMore={list.pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
      />
    </>
  );
}
