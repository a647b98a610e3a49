import { Button, Collapse, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { UsageFieldsFragment, UsageStep } from "../../../api/gql/graphql";
import { useLanguage } from "../../../texts/texts";
import { nameOfCode } from "./codes";
import { instantOf } from "./when-of";

interface Listed {
  readonly points: readonly UsageFieldsFragment[];
  readonly step: UsageStep;
}

/** The chart's figures, the newest first; steps in which nobody asked are left out. */
export function UsageTable({ points, step }: Listed) {
  const { language, texts } = useLanguage();
  const [isOpen, { toggle }] = useDisclosure();
  const number = new Intl.NumberFormat(language);
  const used = points.filter(({ allowed, denied }) => allowed + denied > 0).reverse();
  return (
    <div>
      <Button size="compact-sm" variant="subtle" onClick={toggle} aria-expanded={isOpen}>
        {texts.usage.asTable}
      </Button>
      <Collapse expanded={isOpen}>
        <Table verticalSpacing={4} striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{step === "HOUR" ? texts.usage.hour : texts.usage.day}</Table.Th>
              <Table.Th ta="right">{texts.usage.allowed}</Table.Th>
              <Table.Th ta="right">{texts.usage.denied}</Table.Th>
              <Table.Th>{texts.usage.why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {used.map(({ at, allowed, denied, deniedByCode }) => (
              <Table.Tr key={at}>
                <Table.Th scope="row" fw={400}>
                  {instantOf(at, step, language)}
                </Table.Th>
                <Table.Td ta="right">{number.format(allowed)}</Table.Td>
                <Table.Td ta="right">{number.format(denied)}</Table.Td>
                <Table.Td>
                  {deniedByCode
                    .map(({ code, count }) => `${nameOfCode(texts, code)}: ${number.format(count)}`)
                    .join(", ")}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}
