import { useQuery } from "@apollo/client/react";
import { ApplicationActivityDocument } from "../../api/gql/graphql";
import { ActivityFilters, useActivityFilter } from "../../parts/activity-filters";
import { ActivityList } from "../../parts/activity-list";
import { Empty } from "../../parts/empty";
import { Waiting } from "../../parts/waiting";
import { useTexts } from "../../texts/texts";

export function Activity({ id }: { id: string }) {
  const { trail } = useTexts();
  const filter = useActivityFilter();
  const { data, previousData, fetchMore } = useQuery(ApplicationActivityDocument, {
    variables: { id, first: 20, filter },
  });
  const activity = (data ?? previousData)?.clientApplication?.activity;
  return (
    <>
      <ActivityFilters kinds={["applications", "keys", "access"]} />
      {!activity && <Waiting />}
      {activity?.edges.length === 0 && <Empty title={trail.nothing} />}
      {activity && activity.edges.length > 0 && (
        <ActivityList
          entries={activity.edges.map(({ node }) => node)}
          total={activity.totalCount}
          hasMore={activity.pageInfo.hasNextPage}
          onMore={() => fetchMore({ variables: { after: activity.pageInfo.endCursor } })}
        />
      )}
    </>
  );
}
