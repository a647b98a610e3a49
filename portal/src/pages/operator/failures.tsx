import { useQuery } from "@apollo/client/react";
import { Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { FailuresPageDocument, RetryDocument } from "../../api/gql/graphql";
import { useCommand } from "../../api/use-command";
import { Empty } from "../../parts/empty";
import { More } from "../../parts/more";
import { PageTitle } from "../../parts/page-title";
import { Unreachable } from "../../parts/unreachable";
import { Waiting } from "../../parts/waiting";
import { When } from "../../parts/when";
import { useTexts } from "../../texts/texts";

/** Gateways that do not take what they are told. */
export function Failures() {
  const { failures } = useTexts();
  const { data, error, fetchMore, refetch } = useQuery(FailuresPageDocument, {
    variables: { first: 20 },
    pollInterval: 15_000,
  });
  const retry = useCommand(RetryDocument);
  const list = data?.provisioningFailures;
  return (
    <>
      <PageTitle>{failures.title}</PageTitle>
      {!list && (error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />)}
      {list?.edges.length === 0 && <Empty title={failures.empty} />}
      {list && list.edges.length > 0 && (
        <Stack>
          {list.edges.map(({ node }) => (
            <Paper key={node.id} withBorder p="md" component="article" aria-label={node.application.name}>
              <Group justify="space-between" align="flex-start">
                <div>
                  <Title order={2} size="h4">
                    {node.application.name} · {node.grant.environment.name}
                  </Title>
                  <Text size="sm">{node.partner.details.legalName}</Text>
                  <Text size="sm" c="dimmed">
                    {failures.since} <When at={node.since} /> · {failures.nextTry}{" "}
                    <When at={node.nextTryAt} />
                  </Text>
                  <Text size="sm">
                    {failures.error}: <Code>{node.lastError}</Code>
                  </Text>
                </div>
                <Button
                  size="xs"
                  variant="default"
                  onClick={async () => {
                    if (await retry.run({ grantId: node.grant.id }))
                      notifications.show({ message: failures.retried });
                  }}
                >
                  {failures.retry}
                </Button>
              </Group>
            </Paper>
          ))}
          <More
            shown={list.edges.length}
            total={list.totalCount}
            hasMore={list.pageInfo.hasNextPage}
            onMore={() => fetchMore({ variables: { after: list.pageInfo.endCursor } })}
          />
        </Stack>
      )}
    </>
  );
}
