import { Anchor, Stack, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { CompanyFactsFragment } from "../../../api/gql/graphql";
import { countryName } from "../../../parts/country-name";
import { DomainList } from "../../../parts/domain-list";
import { useLanguage } from "../../../texts/texts";

/** Who the company says it is, and what of that is proven. */
export function CompanyFacts({
  company: { details, domains, domainsProven, ...rest },
}: {
  company: CompanyFactsFragment;
}) {
  const { language, texts } = useLanguage();
  const { companies } = texts.operators;
  return (
    <Table variant="vertical" maw={760} layout="fixed" withTableBorder>
      <Table.Tbody>
        <Fact label={companies.name}>{details.legalName}</Fact>
        <Fact label={companies.website}>
          {details.website && (
            <Anchor href={details.website} target="_blank" rel="noreferrer" underline="always">
              {details.website}
            </Anchor>
          )}
        </Fact>
        <Fact label={companies.country}>
          {details.country &&
            [countryName(details.country, language), `(${details.country})`].filter(Boolean).join(" ")}
        </Fact>
        <Fact label={companies.contactEmail}>{details.contactEmail}</Fact>
        <Fact label={companies.domains}>
          <DomainList domains={domains} domainsProven={domainsProven} />
        </Fact>
        <Fact label={companies.joiningPolicy}>{companies.policies[rest.joiningPolicy]}</Fact>
        {rest.othersWithLegalName.length > 0 && (
          <Fact label={companies.sameName}>
            <Stack gap={4}>
              {rest.othersWithLegalName.map((other) => (
                <Anchor
                  key={other.id}
                  component={Link}
                  to={`/operator/companies/${other.id}`}
                  underline="always"
                >
                  {other.domains.join(", ") || other.id}
                </Anchor>
              ))}
            </Stack>
          </Fact>
        )}
      </Table.Tbody>
    </Table>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const { companies } = useLanguage().texts.operators;
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td style={{ overflowWrap: "anywhere" }}>
        {children || (
          <Text c="dimmed" size="sm">
            {companies.missing}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
