import { Text } from "@mantine/core";
import { useTexts } from "../texts/texts";
import { More } from "./more";
import { StackedCell, StackedRow, StackedTable } from "./stacked-table";
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
      <StackedTable>
        {entries.map(({ id, at, summary, actor, address }) => (
          <StackedRow key={id}>
            <StackedCell>
              <When at={at} />
            </StackedCell>
            <StackedCell>
              {summary}
              <Text size="sm" c="dimmed">
                {[actor?.displayName ?? product, address].filter(Boolean).join(" · ")}
              </Text>
            </StackedCell>
          </StackedRow>
        ))}
      </StackedTable>
      <More shown={entries.length} {...paged} />
    </>
  );
}
