import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Button, Code, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { CataloguePageDocument } from "../api/gql/graphql";
import { byTier } from "../parts/by-tier";
import { PageTitle } from "../parts/page-title";
import { Unreachable } from "../parts/unreachable";
import { Waiting } from "../parts/waiting";
import { useMe } from "../session/session";
import { useTexts } from "../texts/texts";

/** What can be asked for, and where; operators change it from here. */
export function Catalogue() {
  const texts = useTexts();
  const { isOperator } = useMe();
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
      <Heading title={texts.catalogue.products}>
        {isOperator && <Adding to="/operator/products/new" label={texts.operators.catalogue.newProduct} />}
      </Heading>
      <SimpleGrid cols={{ base: 1, md: 2 }} mb="xl">
        {data.apiProducts?.nodes.map((product) => (
          <Paper key={product.id} withBorder p="md">
            <Group justify="space-between">
              <Title order={3} size="h4">
                {product.name}
              </Title>
              <Group gap="xs">
                {!product.isOpen && closed}
                {isOperator && <Editing to={`/operator/products/${product.slug}`} name={product.name} />}
              </Group>
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
      <Heading title={texts.catalogue.environments}>
        {isOperator && (
          <Adding to="/operator/environments/new" label={texts.operators.catalogue.newEnvironment} />
        )}
      </Heading>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {byTier(data.apiEnvironments?.nodes ?? []).map((environment) => (
          <Paper key={environment.id} withBorder p="md">
            <Group justify="space-between">
              <Title order={3} size="h4">
                {environment.name}
              </Title>
              <Group gap="xs">
                {environment.isOpen ? (
                  <Badge
                    className="badge"
                    variant="light"
                    color={environment.accessPolicy === "APPROVAL" ? "yellow" : "green"}
                  >
                    {environment.accessPolicy === "APPROVAL"
                      ? texts.create.needsApproval
                      : texts.create.atOnce}
                  </Badge>
                ) : (
                  closed
                )}
                {isOperator && (
                  <Editing to={`/operator/environments/${environment.slug}`} name={environment.name} />
                )}
              </Group>
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

function Heading({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Group justify="space-between" mb="sm">
      <Title order={2} size="h3">
        {title}
      </Title>
      {children}
    </Group>
  );
}

function Adding({ to, label }: { to: string; label: string }) {
  return (
    <Button component={Link} to={to} size="xs" leftSection={<IconPlus size={16} />}>
      {label}
    </Button>
  );
}

function Editing({ to, name }: { to: string; name: string }) {
  const { catalogue } = useTexts().operators;
  return (
    <Button component={Link} to={to} size="compact-xs" variant="default" aria-label={catalogue.edit(name)}>
      {catalogue.editShort}
    </Button>
  );
}
