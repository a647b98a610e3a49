import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Group, SegmentedControl, Select, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { type FragmentType, getFragmentData } from "../../../api/gql/fragment-masking";
import type { PartnerOrder } from "../../../api/gql/graphql";
import { CompaniesPageDocument, CompanyRowFragmentDoc } from "../../../api/gql/graphql";
import { Empty } from "../../../parts/empty";
import { More } from "../../../parts/more";
import { PageTitle } from "../../../parts/page-title";
import { SearchField } from "../../../parts/search-field";
import { Unreachable } from "../../../parts/unreachable";
import { Waiting } from "../../../parts/waiting";
import { useTexts } from "../../../texts/texts";
import { useSearch } from "../use-search";

const orders: readonly PartnerOrder[] = ["NEWEST", "OLDEST", "NAME"];

/** Every company, to be looked up. */
export function Companies() {
  const texts = useTexts();
  const { companies } = texts.operators;
  const { typed, search, value, want } = useSearch();
  const orderBy = orders.find((order) => order === value("order")) ?? "NEWEST";
  const isSuspended = value("suspended") ? true : null;
  const { data, previousData, error, fetchMore, refetch } = useQuery(CompaniesPageDocument, {
    variables: { first: 20, filter: { search: search || null, isSuspended }, orderBy },
    pollInterval: 60_000,
  });
  const list = (data ?? previousData)?.partners;
  return (
    <>
      <PageTitle>{companies.title}</PageTitle>
      <Group gap="xs" mb="sm" role="search">
        <SearchField label={companies.search} value={typed} onChange={(wanted) => want("search", wanted)} />
        <SegmentedControl
          value={isSuspended ? "suspended" : "all"}
          onChange={(wanted) => want("suspended", wanted === "suspended" ? "1" : null)}
          data={[
            { value: "all", label: texts.common.all },
            { value: "suspended", label: companies.suspendedOnly },
          ]}
        />
        <Select
          aria-label={companies.order}
          data={orders.map((order) => ({ value: order, label: companies.orders[order] }))}
          value={orderBy}
          onChange={(wanted) => want("order", wanted === "NEWEST" ? null : wanted)}
          allowDeselect={false}
          w={180}
        />
      </Group>
      {!list && (error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />)}
      {list?.edges.length === 0 && (
        <Empty title={typed || isSuspended ? companies.nothingFound : companies.empty} />
      )}
      {list && list.edges.length > 0 && (
        <>
          <Table verticalSpacing="xs" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{companies.name}</Table.Th>
                <Table.Th>{companies.domains}</Table.Th>
                <Table.Th visibleFrom="sm">{companies.country}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.edges.map(({ node }) => (
                <Row key={node.id} row={node} />
              ))}
            </Table.Tbody>
          </Table>
          <More
            shown={list.edges.length}
            total={list.totalCount}
            hasMore={list.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
          />
        </>
      )}
    </>
  );
}

function Row({ row }: { row: FragmentType<typeof CompanyRowFragmentDoc> }) {
  const { companies } = useTexts().operators;
  const company = getFragmentData(CompanyRowFragmentDoc, row);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Anchor component={Link} to={`/operator/companies/${company.id}`} fw={600}>
            {company.details.legalName ?? companies.unnamed}
          </Anchor>
          {company.suspension && (
            <Badge className="badge" variant="light" color="red">
              {companies.suspended}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ overflowWrap: "anywhere" }}>
          {company.domains.join(", ")}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{company.details.country}</Table.Td>
    </Table.Tr>
  );
}
