import { useQuery, useSubscription } from "@apollo/client/react";
import { Alert, Group, Stack, Tabs, Text } from "@mantine/core";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { getFragmentData } from "../../api/gql/fragment-masking";
import type { ApplicationDetailsFragment } from "../../api/gql/graphql";
import {
  ApplicationDetailsFragmentDoc,
  ApplicationLiveDocument,
  ApplicationPageDocument,
} from "../../api/gql/graphql";
import { PageTitle } from "../../parts/page-title";
import { ApplicationStatusBadge } from "../../parts/status-badge";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";
import { NotFound } from "../not-found";
import { Activity } from "./activity";
import { EditForm } from "./edit-form";
import { GrantPanel } from "./grant-panel";
import { Life } from "./life";
import { Owners } from "./owners";
import { RatePlans } from "./rate-plans";
import { Usage } from "./usage/usage";

const everyones = ["keys", "usage", "owners"];
const owners = [...everyones, "activity", "settings"];

/** One application, live; what one may not do is not offered. */
export function Application() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(ApplicationPageDocument, { variables: { id } });
  useSubscription(ApplicationLiveDocument, {
    variables: { id },
    skip: !data?.clientApplication,
    onData({ data: { data: change } }) {
      if (change?.clientApplicationChanged.deletedClientApplicationId) navigate("/", { replace: true });
    },
  });
  const application = getFragmentData(ApplicationDetailsFragmentDoc, data?.clientApplication);
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  return application ? <Details application={application} /> : <NotFound />;
}

function Details({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts();
  const me = useMe();
  const [query, setQuery] = useSearchParams();
  const wanted = query.get("tab");
  const tabs = application.viewerIsOwner ? owners : everyones;
  const tab = tabs.find((each) => each === wanted) ?? "keys";
  return (
    <>
      <PageTitle>{application.name}</PageTitle>
      <Stack gap="xs" mb="md">
        <Group gap="sm">
          <ApplicationStatusBadge status={application.status} />
          <Text size="sm">{texts.type[application.type]}</Text>
          <Text size="sm" c="dimmed">
            {texts.application.created} <When at={application.createdAt} isDateOnly />
          </Text>
        </Group>
        <Text>{application.description}</Text>
        {!application.viewerIsOwner && <Alert variant="light">{texts.application.notYours}</Alert>}
      </Stack>
      <Tabs
        value={tab}
        onChange={(value) => setQuery(value && value !== "keys" ? { tab: value } : {})}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="keys">{texts.application.keys}</Tabs.Tab>
          <Tabs.Tab value="usage">{texts.usage.title}</Tabs.Tab>
          <Tabs.Tab value="owners">{texts.application.owners}</Tabs.Tab>
          {application.viewerIsOwner && (
            <>
              <Tabs.Tab value="activity">{texts.application.activity}</Tabs.Tab>
              <Tabs.Tab value="settings">{texts.application.settings}</Tabs.Tab>
            </>
          )}
        </Tabs.List>
        <Tabs.Panel value="keys">
          <Stack>
            {me.isOperator && <RatePlans application={application} />}
            {application.grants.map((grant) => (
              <GrantPanel
                key={grant.id}
                grant={grant}
                authentication={application.authentication}
                isOwner={application.viewerIsOwner}
              />
            ))}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="usage">
          <Usage id={application.id} />
        </Tabs.Panel>
        <Tabs.Panel value="owners">
          <Owners application={application} />
        </Tabs.Panel>
        <Tabs.Panel value="activity">
          <Activity id={application.id} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Stack gap="xl">
            <EditForm key={application.id} application={application} />
            <Life application={application} />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
