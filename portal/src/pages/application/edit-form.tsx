import { useQuery } from "@apollo/client/react";
import { Alert, Button, Group, List, Paper, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { getFragmentData } from "../../api/gql/fragment-masking";
import type { ApplicationDetailsFragment } from "../../api/gql/graphql";
import { EditDocument, GrantDetailsFragmentDoc, OpenCatalogueDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { useTexts } from "../../texts/texts";
import { EnvironmentChoice, ProductChoice } from "../create/choices";
import { NameField } from "../create/name-field";
import { RedirectUrlsField } from "../create/redirect-urls-field";

const fields = ["name", "description", "siteUrl", "redirectUrls", "products", "environments"];

/** The details as the owner wants them; before saving it says what that deletes for good and what it asks for. */
export function EditForm({ application }: { application: ApplicationDetailsFragment }) {
  const texts = useTexts();
  const { data } = useQuery(OpenCatalogueDocument);
  const grants = application.grants.map((grant) => getFragmentData(GrantDetailsFragmentDoc, grant));
  const now = {
    name: application.name,
    description: application.description,
    siteUrl: application.siteUrl ?? "",
    redirectUrls: application.redirectUrls.length ? [...application.redirectUrls] : [""],
    products: application.products.map(({ id }) => id),
    environments: grants.map(({ environment }) => environment.id),
  };
  const [wanted, setWanted] = useState(now);
  const [version, setVersion] = useState(application.version);
  const { run, mistakes, isRunning, forgive } = useCommand(EditDocument);
  const isStale = mistakes.some(({ code }) => code === "STALE_VERSION");
  const set = (part: Partial<typeof now>) => {
    for (const field of Object.keys(part)) forgive(field);
    setWanted({ ...wanted, ...part });
  };

  const products = [...(data?.apiProducts?.nodes ?? [])];
  const environments = [...(data?.apiEnvironments?.nodes ?? [])];
  const nameOf = (things: readonly { id: string; name: string }[], id: string) =>
    things.find((thing) => thing.id === id)?.name ?? id;
  const named = {
    products: [...application.products, ...products],
    environments: [...grants.map((grant) => grant.environment), ...environments],
  };
  const gone = consequences(now, wanted);
  const come = consequences(wanted, now);
  const sentences = (lost: ReturnType<typeof consequences>) => [
    ...lost.keys.map(([product, environment]) =>
      texts.application.keysOf(nameOf(named.products, product), nameOf(named.environments, environment)),
    ),
    ...lost.environments.map((id) => texts.application.credentialsIn(nameOf(named.environments, id))),
  ];
  const deleted = sentences(gone);
  const asked = sentences(come);

  const inWords = ({ products, environments, ...rest }: typeof now) => ({
    ...rest,
    products: products.map((id) => nameOf(named.products, id)),
    environments: environments.map((id) => nameOf(named.environments, id)),
  });

  async function submit() {
    const payload = await run({
      clientApplicationId: application.id,
      expectedVersion: version,
      name: wanted.name,
      description: wanted.description,
      siteUrl: wanted.siteUrl,
      ...(application.authentication === "AUTHORIZATION_CODE" && {
        redirectUrls: wanted.redirectUrls.filter((url) => url.trim()),
      }),
      products: wanted.products.map((id) => ({ id })),
      environments: wanted.environments.map((id) => ({ id })),
    });
    if (!payload?.clientApplication) return;
    setVersion((before) => before + 1);
    notifications.show({ message: texts.common.saved });
  }
  if (!application.viewerCan.edit.isAllowed)
    return <Alert variant="light">{application.viewerCan.edit.reason?.message}</Alert>;
  return (
    <form action={submit} noValidate>
      <Stack maw={760}>
        <Title order={2} size="h3">
          {texts.application.edit}
        </Title>
        {isStale && (
          <Alert color="yellow" role="alert">
            <Stack gap="xs" align="flex-start">
              {texts.application.stale}
              <Changed now={inWords(now)} wanted={inWords(wanted)} />
              <Button size="xs" variant="default" onClick={() => setVersion(application.version)}>
                {texts.application.goOn}
              </Button>
            </Stack>
          </Alert>
        )}
        <NameField
          value={wanted.name}
          exceptId={application.id}
          onChange={(name) => set({ name })}
          mistake={mistakeIn(mistakes, "name")}
        />
        <Textarea
          label={texts.create.description}
          value={wanted.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
          error={mistakeIn(mistakes, "description")}
          autosize
          minRows={3}
          required
        />
        <TextInput
          label={`${texts.create.siteUrl} (${texts.common.optional})`}
          value={wanted.siteUrl}
          onChange={(event) => set({ siteUrl: event.currentTarget.value })}
          error={mistakeIn(mistakes, "siteUrl")}
        />
        {application.authentication === "AUTHORIZATION_CODE" && (
          <RedirectUrlsField
            type={application.type}
            values={wanted.redirectUrls}
            mistakes={mistakes}
            onChange={(redirectUrls) => set({ redirectUrls })}
          />
        )}
        <Paper withBorder p="md">
          <ProductChoice
            things={products}
            chosen={wanted.products}
            onChange={(chosen) => set({ products: chosen })}
            mistake={mistakeIn(mistakes, "products")}
          />
        </Paper>
        <Paper withBorder p="md">
          <EnvironmentChoice
            things={environments}
            chosen={wanted.environments}
            onChange={(chosen) => set({ environments: chosen })}
            mistake={mistakeIn(mistakes, "environments")}
          />
        </Paper>
        {deleted.length > 0 && (
          <Consequences color="red" title={texts.application.willDelete} items={deleted} />
        )}
        {asked.length > 0 && <Consequences color="blue" title={texts.application.willAsk} items={asked} />}
        <Mistakes mistakes={otherMistakes(mistakes, fields)} />
        <Group>
          <Button
            type="submit"
            loading={isRunning}
            color={deleted.length ? "red" : undefined}
            variant={deleted.length ? "outline" : "filled"}
          >
            {deleted.length ? texts.application.saveAndDelete : texts.common.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface Chosen {
  readonly products: readonly string[];
  readonly environments: readonly string[];
}

/** What the first has and the second lacks: keys, and environments as a whole. */
function consequences(before: Chosen, after: Chosen) {
  const environments = before.environments.filter((id) => !after.environments.includes(id));
  const keys = before.environments.flatMap((environment) =>
    before.products
      .filter((product) => environments.includes(environment) || !after.products.includes(product))
      .map((product) => [product, environment] as const),
  );
  return { environments, keys };
}

function Consequences({ color, title, items }: { color: string; title: string; items: readonly string[] }) {
  return (
    <Alert color={color} variant="light" title={title} role="status">
      <List>
        {items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** What is there now where it differs from the form. */
function Changed({ now, wanted }: { now: object; wanted: object }) {
  const texts = useTexts();
  const labels: Readonly<Record<string, string>> = {
    name: texts.create.name,
    description: texts.create.description,
    siteUrl: texts.create.siteUrl,
    redirectUrls: texts.create.redirectUrls,
    products: texts.create.products,
    environments: texts.create.environments,
  };
  const before = wanted as Record<string, unknown>;
  const changed = Object.entries(now).filter(
    ([key, value]) => labels[key] && String(value) !== String(before[key]),
  );
  return (
    <List>
      {changed.map(([key, value]) => (
        <List.Item key={key}>
          {labels[key]}: {[value].flat().join(", ") || texts.common.none}
        </List.Item>
      ))}
    </List>
  );
}
