import { Table, Text } from "@mantine/core";
import { useTexts } from "../texts/texts";
import { More } from "./more";
import { When } from "./when";

interface Entry {
  readonly id: string;
  readonly at: string;
  readonly summary: string;
  readonly address?: string | null;
  readonly actor?: { readonly displayName: string } | null;
}

interface Entries {
  readonly entries: readonly Entry[];
  readonly total: number;
  readonly hasMore: boolean;
  onMore(): Promise<unknown>;
}

/** Who did what and when; the sentences are the API's. */
export function ActivityList({ entries, ...paged }: Entries) {
  const { product } = useTexts();
  return (
    <>
      <Table.ScrollContainer minWidth={520} type="native" tabIndex={0}>
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {entries.map(({ id, at, summary, actor, address }) => (
              <Table.Tr key={id}>
                <Table.Td style={{ whiteSpace: "nowrap", verticalAlign: "top" }}>
                  <When at={at} />
                </Table.Td>
                <Table.Td>
                  {summary}
                  <Text size="sm" c="dimmed">
                    {[actor?.displayName ?? product, address].filter(Boolean).join(" · ")}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <More shown={entries.length} {...paged} />
    </>
  );
}
