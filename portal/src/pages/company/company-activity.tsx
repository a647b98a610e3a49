import { useQuery } from "@apollo/client/react";
import { ActivityTabDocument } from "../../api/gql/graphql";
import { useActivityFilter } from "../../parts/activity-filters";
import { ActivityTrail } from "../../parts/activity-trail";

export function CompanyActivity() {
  const filter = useActivityFilter();
  const { data, previousData, fetchMore } = useQuery(ActivityTabDocument, {
    variables: { first: 20, filter },
  });
  return (
    <ActivityTrail
      activity={(data ?? previousData)?.me?.partner?.activity}
      onMore={(after) => fetchMore({ variables: { after } })}
    />
  );
}
