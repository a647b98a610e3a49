import type { InMemoryCache } from "@apollo/client";
import { useApolloClient, useFragment, useSubscription } from "@apollo/client/react";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { Link } from "react-router";
import { ApplicationRowFragmentDoc, ProgressDocument } from "../../api/gql/graphql";
import { PageTitle } from "../../parts/page-title";
import { useTexts } from "../../texts/texts";
import { KeysTable } from "../my-apis/keys-table";

/** Every key of a new application until all are live that need nobody's approval, without a reload. */
export function KeysProgress({ id }: { id: string }) {
  const { create } = useTexts();
  const cache = useApolloClient().cache as InMemoryCache;
  useSubscription(ProgressDocument, { variables: { id } });
  // No query leads to it yet, and what none leads to is forgotten with whatever is deleted meanwhile.
  useEffect(() => {
    const entry = cache.identify({ __typename: "ClientApplication", id });
    if (!entry) return;
    cache.retain(entry);
    return () => void cache.release(entry);
  }, [cache, id]);
  const { data, complete } = useFragment({
    fragment: ApplicationRowFragmentDoc,
    fragmentName: "ApplicationRow",
    from: { __typename: "ClientApplication", id },
  });
  if (!complete) return null;
  const keys = data.grants.flatMap(({ apiKeys }) => apiKeys);
  const isDone = keys.every(({ status }) => status !== "PROVISIONING");
  return (
    <Stack align="flex-start">
      <PageTitle>{data.name}</PageTitle>
      <Text role="status">{isDone ? create.live : create.progress}</Text>
      {!isDone && <Text c="dimmed">{create.progressHint}</Text>}
      <div style={{ width: "100%" }}>
        <KeysTable application={data} />
      </div>
      <Group>
        <Button component={Link} to={`/applications/${id}`}>
          {create.toApplication}
        </Button>
      </Group>
    </Stack>
  );
}
