import { useQuery } from "@apollo/client/react";
import { ApplicationActivityDocument } from "../../api/gql/graphql";
import { ActivityList } from "../../parts/activity-list";
import { Waiting } from "../../parts/waiting";

export function Activity({ id }: { id: string }) {
  const { data, fetchMore } = useQuery(ApplicationActivityDocument, { variables: { id, first: 20 } });
  const activity = data?.clientApplication?.activity;
  if (!activity) return <Waiting />;
  return (
    <ActivityList
      entries={activity.edges.map(({ node }) => node)}
      total={activity.totalCount}
      hasMore={activity.pageInfo.hasNextPage}
      onMore={() => fetchMore({ variables: { after: activity.pageInfo.endCursor } })}
    />
  );
}
