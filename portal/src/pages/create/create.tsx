import { useQuery } from "@apollo/client/react";
import { Button, Group, Paper, Radio, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { Link, Navigate } from "react-router";
import type { ApplicationType, Authentication } from "../../api/gql/graphql";
import { OpenCatalogueDocument, RegisterDocument } from "../../api/gql/graphql";
import { mistakeIn, otherMistakes } from "../../api/mistakes";
import { useCommand } from "../../api/use-command";
import { Mistakes } from "../../parts/mistakes";
import { PageTitle } from "../../parts/page-title";
import { toFirstMistake } from "../../parts/to-first-mistake";
import { useMe } from "../../session/session";
import { useTexts } from "../../texts/texts";
import { EnvironmentChoice, ProductChoice } from "./choices";
import { KeysProgress } from "./keys-progress";
import { NameField } from "./name-field";
import { RedirectUrlsField } from "./redirect-urls-field";

const types: readonly ApplicationType[] = ["WEB", "MOBILE", "DESKTOP", "SERVICE"];
const fields = [
  "type",
  "authentication",
  "name",
  "description",
  "siteUrl",
  "redirectUrls",
  "products",
  "environments",
];

/** Where people sign in, they have to come back. */
const redirects = (authentication: Authentication) => authentication === "AUTHORIZATION_CODE";
const waysOf = (type: ApplicationType): readonly Authentication[] =>
  type === "SERVICE" ? ["CLIENT_CREDENTIALS", "AUTHORIZATION_CODE"] : ["AUTHORIZATION_CODE"];

/** One form, which changes with its answers; afterwards the progress of each key. */
export function Create() {
  const texts = useTexts();
  const me = useMe();
  const { data } = useQuery(OpenCatalogueDocument);
  const { run, mistakes, isRunning, forgive } = useCommand(RegisterDocument);
  const [made, setMade] = useState<string | null>(null);
  const [type, setType] = useState<ApplicationType>("WEB");
  const [authentication, setAuthentication] = useState<Authentication>("AUTHORIZATION_CODE");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [siteUrl, setSiteUrl] = useState("");
  const [redirectUrls, setRedirectUrls] = useState([""]);
  const [products, setProducts] = useState<string[]>([]);
  const [environments, setEnvironments] = useState<string[]>([]);

  if (me.missingRequirements.length > 0) return <Navigate to="/welcome" replace />;
  if (made) return <KeysProgress id={made} />;

  const changing =
    <Value,>(field: string, set: (value: Value) => void) =>
    (value: Value) => {
      forgive(field);
      set(value);
    };

  async function submit() {
    const payload = await run({
      type,
      authentication,
      name,
      description,
      siteUrl: siteUrl || null,
      redirectUrls: redirects(authentication) ? redirectUrls.filter((url) => url.trim()) : [],
      products: products.map((id) => ({ id })),
      environments: environments.map((id) => ({ id })),
    });
    if (payload?.clientApplication) return setMade(payload.clientApplication.id);
    toFirstMistake();
  }

  return (
    <>
      <PageTitle>{texts.create.title}</PageTitle>
      <form action={submit} noValidate>
        <Stack maw={760} gap="lg">
          <Radio.Group
            label={texts.create.what}
            value={type}
            onChange={(value) => {
              setType(value as ApplicationType);
              setAuthentication(waysOf(value as ApplicationType)[0] ?? "AUTHORIZATION_CODE");
            }}
            error={mistakeIn(mistakes, "type")}
          >
            <SimpleGrid cols={{ base: 1, sm: 2 }} mt="xs">
              {types.map((each) => (
                <Radio.Card key={each} value={each} p="md" aria-label={texts.type[each]}>
                  <Group wrap="nowrap" align="flex-start">
                    <Radio.Indicator />
                    <div>
                      <div style={{ fontWeight: 600 }}>{texts.type[each]}</div>
                      <div
                        style={{
                          fontSize: "var(--mantine-font-size-sm)",
                          color: "var(--mantine-color-dimmed)",
                        }}
                      >
                        {texts.typeIsFor[each]}
                      </div>
                    </div>
                  </Group>
                </Radio.Card>
              ))}
            </SimpleGrid>
          </Radio.Group>
          <Radio.Group
            label={texts.create.authentication}
            value={authentication}
            onChange={(value) => setAuthentication(value as Authentication)}
            error={mistakeIn(mistakes, "authentication")}
          >
            <Stack gap="xs" mt="xs">
              {waysOf(type).map((each) => (
                <Radio key={each} value={each} label={texts.authentication[each]} />
              ))}
            </Stack>
          </Radio.Group>
          <NameField
            value={name}
            onChange={changing("name", setName)}
            mistake={mistakeIn(mistakes, "name")}
          />
          <Textarea
            label={texts.create.description}
            description={texts.create.descriptionHint}
            value={description}
            onChange={(event) => changing("description", setDescription)(event.currentTarget.value)}
            error={mistakeIn(mistakes, "description")}
            autosize
            minRows={3}
            required
          />
          <TextInput
            label={`${texts.create.siteUrl} (${texts.common.optional})`}
            description={texts.create.siteUrlHint}
            inputMode="url"
            value={siteUrl}
            onChange={(event) => changing("siteUrl", setSiteUrl)(event.currentTarget.value)}
            error={mistakeIn(mistakes, "siteUrl")}
          />
          {redirects(authentication) && (
            <RedirectUrlsField
              type={type}
              values={redirectUrls}
              mistakes={mistakes}
              onChange={changing("redirectUrls", setRedirectUrls)}
            />
          )}
          <Paper withBorder p="md">
            <ProductChoice
              things={data?.apiProducts?.nodes ?? []}
              chosen={products}
              onChange={changing("products", setProducts)}
              mistake={mistakeIn(mistakes, "products")}
            />
          </Paper>
          <Paper withBorder p="md">
            <EnvironmentChoice
              things={data?.apiEnvironments?.nodes ?? []}
              chosen={environments}
              onChange={changing("environments", setEnvironments)}
              mistake={mistakeIn(mistakes, "environments")}
            />
          </Paper>
          <Mistakes mistakes={otherMistakes(mistakes, fields)} />
          <Group>
            <Button type="submit" loading={isRunning}>
              {texts.create.submit}
            </Button>
            <Button variant="default" component={Link} to="/">
              {texts.common.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    </>
  );
}
