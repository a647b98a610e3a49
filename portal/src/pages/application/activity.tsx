import { useQuery } from "@apollo/client/react";
import { ApplicationActivityDocument } from "../../api/gql/graphql";
import { useActivityFilter } from "../../parts/activity-filters";
import { ActivityTrail } from "../../parts/activity-trail";

export function Activity({ id }: { id: string }) {
  const filter = useActivityFilter();
  const { data, previousData, fetchMore } = useQuery(ApplicationActivityDocument, {
    variables: { id, first: 20, filter },
  });
  return (
    <ActivityTrail
      activity={(data ?? previousData)?.clientApplication?.activity}
      kinds={["applications", "keys", "access"]}
      onMore={(after) => fetchMore({ variables: { after } })}
    />
  );
}
