import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Code, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { CataloguePageDocument } from "../api/gql/graphql";
import { PageTitle } from "../parts/page-title";
import { Unreachable } from "../parts/unreachable";
import { Waiting } from "../parts/waiting";
import { useTexts } from "../texts/texts";

/** What can be asked for, and where. */
export function Catalogue() {
  const texts = useTexts();
  const { data, error, refetch } = useQuery(CataloguePageDocument);
  if (!data) return error ? <Unreachable onRetry={() => void refetch()} /> : <Waiting />;
  const closed = (
    <Badge className="badge" color="gray">
      {texts.catalogue.closed}
    </Badge>
  );
  return (
    <>
      <PageTitle>{texts.catalogue.title}</PageTitle>
      <Title order={2} size="h3" mb="sm">
        {texts.catalogue.products}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="xl">
        {data.apiProducts?.nodes.map((product) => (
          <Paper key={product.id} withBorder p="md">
            <Group justify="space-between">
              <Title order={3} size="h4">
                {product.name}
              </Title>
              {!product.isOpen && closed}
            </Group>
            <Text size="sm" mb="xs">
              {product.description}
            </Text>
            {product.embeds.length > 0 && (
              <Text size="sm" c="dimmed" mb="xs">
                {texts.catalogue.includes}: {product.embeds.map(({ name }) => name).join(", ")}
              </Text>
            )}
            <Stack gap={4}>
              {product.apis.map((api) => (
                <Text key={api.id} size="sm">
                  {api.name} {api.version}{" "}
                  {api.documentationUrl && (
                    <Anchor
                      href={api.documentationUrl}
                      size="sm"
                      underline="always"
                      rel="noreferrer"
                      target="_blank"
                    >
                      {texts.catalogue.documentation}
                    </Anchor>
                  )}
                </Text>
              ))}
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
      <Title order={2} size="h3" mb="sm">
        {texts.catalogue.environments}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {data.apiEnvironments?.nodes.map((environment) => (
          <Paper key={environment.id} withBorder p="md">
            <Group justify="space-between">
              <Title order={3} size="h4">
                {environment.name}
              </Title>
              {environment.isOpen ? (
                <Badge
                  className="badge"
                  variant="light"
                  color={environment.accessPolicy === "APPROVAL" ? "yellow" : "green"}
                >
                  {environment.accessPolicy === "APPROVAL" ? texts.create.needsApproval : texts.create.atOnce}
                </Badge>
              ) : (
                closed
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {environment.institution} · {texts.tier[environment.tier]} ·{" "}
              {environment.secretRetrieval === "ONCE"
                ? texts.catalogue.secretOnce
                : texts.catalogue.secretRepeatable}
            </Text>
            <Text size="sm" mt="xs">
              {texts.catalogue.baseUrl}: <Code className="secret">{environment.apiBaseUrl}</Code>
            </Text>
          </Paper>
        ))}
      </SimpleGrid>
    </>
  );
}
