import { type ComponentProps } from "react";
import { useTexts } from "../texts/texts";
import { ActivityFilters, useActivityFilter } from "./activity-filters";
import { ActivityList } from "./activity-list";
import { Empty } from "./empty";
import { Waiting } from "./waiting";

interface Trail {
  /** Undefined until it is there. */
  readonly activity:
    | {
        readonly edges: readonly { readonly node: ComponentProps<typeof ActivityList>["entries"][number] }[];
        readonly totalCount: number;
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
      }
    | null
    | undefined;
  /** What it can be about; everything, when left out. */
  readonly kinds?: ComponentProps<typeof ActivityFilters>["kinds"];
  onMore(after: string | null | undefined): Promise<unknown>;
}

/** What happened, with what it is looked through by. */
export function ActivityTrail({ activity, kinds, onMore }: Trail) {
  const { trail } = useTexts();
  const isFiltered = Object.keys(useActivityFilter()).length > 0;
  return (
    <>
      <ActivityFilters kinds={kinds} />
      {!activity && <Waiting />}
      {activity?.edges.length === 0 && <Empty title={isFiltered ? trail.nothing : trail.nothingYet} />}
      {activity && activity.edges.length > 0 && (
        <ActivityList
          entries={activity.edges.map(({ node }) => node)}
          total={activity.totalCount}
          hasMore={activity.pageInfo.hasNextPage}
          onMore={() => onMore(activity.pageInfo.endCursor)}
        />
      )}
    </>
  );
}
