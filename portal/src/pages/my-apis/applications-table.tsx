import { ActionIcon, Anchor, Badge, Group, Table, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { Fragment, useState } from "react";
import { Link } from "react-router";
import { type FragmentType, getFragmentData } from "../../api/gql/fragment-masking";
import type { ApiKeyStatus, ApplicationRowFragment } from "../../api/gql/graphql";
import { ApplicationRowFragmentDoc } from "../../api/gql/graphql";
import { ApplicationStatusBadge } from "../../parts/status-badge";
import { When } from "../../parts/when";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";
import { KeysTable } from "./keys-table";

interface Company {
  readonly id: string;
  readonly name: string;
}

interface Listed {
  readonly rows: readonly (FragmentType<typeof ApplicationRowFragmentDoc> & { id: string })[];
  /** By the application's id; for operators, who see those of all companies. */
  readonly companyOf?: ReadonlyMap<string, Company> | undefined;
}

export function ApplicationsTable({ rows, companyOf }: Listed) {
  const { apis } = useTexts();
  return (
    <Table verticalSpacing="xs" highlightOnHover aria-label={apis.title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Td w={40} />
          <Table.Th>{apis.name}</Table.Th>
          <Table.Th visibleFrom="md">{apis.type}</Table.Th>
          <Table.Th visibleFrom="md">{apis.owner}</Table.Th>
          <Table.Th visibleFrom="md">{apis.environments}</Table.Th>
          <Table.Th visibleFrom="md">{apis.updated}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={getFragmentData(ApplicationRowFragmentDoc, row)}
            company={companyOf?.get(row.id)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ row, company }: { row: ApplicationRowFragment; company: Company | undefined }) {
  const { apis, type, common } = useTexts();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const glances = row.grants.map((grant) => <Glance key={grant.id} grant={grant} />);
  const owner = (
    <>
      {row.owner.displayName}
      {row.owner.id === me.id && (
        <Text span inherit c="dimmed">
          {` (${common.you})`}
        </Text>
      )}
    </>
  );
  const Icon = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Fragment>
      <Table.Tr>
        <Table.Td>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-expanded={isOpen}
            aria-label={isOpen ? apis.collapse(row.name) : apis.expand(row.name)}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon size={18} />
          </ActionIcon>
        </Table.Td>
        <Table.Td>
          <Group gap="xs">
            <Anchor component={Link} to={`/applications/${row.id}`} fw={600}>
              {row.name}
            </Anchor>
            {row.status === "DEACTIVATED" && <ApplicationStatusBadge status={row.status} />}
          </Group>
          <Text size="sm" c="dimmed" hiddenFrom="md">
            {type[row.type]} · {owner}
          </Text>
          <Group gap={4} mt={4} hiddenFrom="md">
            {glances}
          </Group>
          {company && (
            <Anchor
              component={Link}
              to={`/operator/companies/${company.id}`}
              size="sm"
              c="dimmed"
              display="inline-block"
              py={4}
            >
              {company.name}
            </Anchor>
          )}
        </Table.Td>
        <Table.Td visibleFrom="md">{type[row.type]}</Table.Td>
        <Table.Td visibleFrom="md">{owner}</Table.Td>
        <Table.Td visibleFrom="md">
          <Group gap={4}>{glances}</Group>
        </Table.Td>
        <Table.Td visibleFrom="md">
          <When at={row.updatedAt} isDateOnly />
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td visibleFrom="md" />
          <Table.Td colSpan={5} px={{ base: 0, md: "xs" }}>
            <KeysTable application={row} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

type Grant = ApplicationRowFragment["grants"][number];

/** The state of an environment, in a word and a colour. */
function Glance({ grant }: { grant: Grant }) {
  const { keyStatus } = useTexts();
  const worst = worstOf(grant.apiKeys.map(({ status }) => status));
  const color =
    worst === "ACTIVE"
      ? "green"
      : worst === "PROVISIONING"
        ? "blue"
        : worst === "AWAITING_APPROVAL"
          ? "yellow"
          : worst === "REJECTED"
            ? "red"
            : "gray";
  return (
    <Badge className="badge" variant="light" color={color} title={worst ? keyStatus[worst] : undefined}>
      {grant.environment.name}
      {worst && worst !== "ACTIVE" ? `: ${keyStatus[worst]}` : ""}
    </Badge>
  );
}

const byConcern: readonly ApiKeyStatus[] = [
  "REJECTED",
  "AWAITING_APPROVAL",
  "PROVISIONING",
  "SUSPENDED",
  "EXPIRED",
  "ACTIVE",
  "REVOKED",
];

function worstOf(statuses: readonly ApiKeyStatus[]): ApiKeyStatus | undefined {
  return byConcern.find((status) => statuses.includes(status));
}
