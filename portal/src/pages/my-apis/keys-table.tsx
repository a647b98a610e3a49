import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ApplicationRowFragment } from "../../api/gql/graphql";
import { KeyStatusBadge } from "../../parts/status-badge";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

/** Every environment and product of an application with the state of its key. */
export function KeysTable({ application }: { application: ApplicationRowFragment }) {
  const { apis, common } = useTexts();
  return (
    <>
      <Table withTableBorder verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{apis.environment}</Table.Th>
            <Table.Th>{apis.product}</Table.Th>
            <Table.Th visibleFrom="sm">{apis.key}</Table.Th>
            <Table.Th>{apis.status}</Table.Th>
            <Table.Th visibleFrom="sm">{apis.expires}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {application.grants.flatMap((grant) =>
            grant.apiKeys.map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td>{grant.environment.name}</Table.Td>
                <Table.Td>{key.product.name}</Table.Td>
                <Table.Td visibleFrom="sm" className={key.preview ? "secret" : undefined}>
                  {key.preview ?? (
                    <Text inherit c="dimmed">
                      {common.none}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  <KeyStatusBadge status={key.status} />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <When at={key.expiresAt} isDateOnly />
                </Table.Td>
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
      <Anchor component={Link} to={`/applications/${application.id}`} size="sm">
        {apis.details}
      </Anchor>
    </>
  );
}
