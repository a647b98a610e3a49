import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ApplicationRowFragment } from "../../api/gql/graphql";
import { byProduct } from "../../parts/by-product";
import { Leaked } from "../../parts/leaked";
import { isIssued, KeyStatusBadge } from "../../parts/status-badge";
import { When } from "../../parts/when";
import { useLanguage } from "../../texts/texts";

/** Every environment and product of an application with the state of its key. */
export function KeysTable({ application }: { application: ApplicationRowFragment }) {
  const { language, texts } = useLanguage();
  const { apis, common } = texts;
  return (
    <>
      <Table withTableBorder verticalSpacing={6} horizontalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th visibleFrom="sm">{apis.environment}</Table.Th>
            <Table.Th>{apis.product}</Table.Th>
            {application.viewerIsOwner && <Table.Th visibleFrom="sm">{apis.key}</Table.Th>}
            <Table.Th>{apis.status}</Table.Th>
            <Table.Th visibleFrom="sm">{apis.expires}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {application.grants.flatMap((grant) =>
            byProduct(grant.apiKeys, language).map((key) => (
              <Table.Tr key={key.id}>
                <Table.Td visibleFrom="sm">{grant.environment.name}</Table.Td>
                <Table.Td>
                  {key.product.name}
                  <Text size="sm" c="dimmed" hiddenFrom="sm">
                    {grant.environment.name}
                  </Text>
                </Table.Td>
                {application.viewerIsOwner && (
                  <Table.Td visibleFrom="sm" className="secret">
                    {key.preview ?? common.notYet}
                  </Table.Td>
                )}
                <Table.Td>
                  <KeyStatusBadge status={key.status} />
                  <Leaked at={key.leakedAt} />
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  {isIssued(key.status) ? <When at={key.expiresAt} isDateOnly /> : common.notYet}
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
