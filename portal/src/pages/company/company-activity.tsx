import { useQuery } from "@apollo/client/react";
import { ActivityTabDocument } from "../../api/gql/graphql";
import { ActivityList } from "../../parts/activity-list";
import { Waiting } from "../../parts/waiting";

export function CompanyActivity() {
  const { data, fetchMore } = useQuery(ActivityTabDocument, { variables: { first: 20 } });
  const activity = data?.me?.partner?.activity;
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
