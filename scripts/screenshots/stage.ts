import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedDatabase } from "../../src/infrastructure/embedded-database/embedded-database.js";
import type { Json } from "../../test/support/client.js";
import { eventually } from "../../test/support/eventually.js";
import { gatewayToken, TestGateway } from "../../test/support/gateway.js";
import { byId } from "../../test/support/references.js";
import { type Person, type Story, startStory } from "../../test/support/story.js";

export interface Stage {
  readonly story: Story;
  stop(): Promise<void>;
  readonly owner: string;
  readonly operator: string;
  /** The application that the pictures are about. */
  readonly applicationId: string;
  readonly companyId: string;
}

/** A company with a history: people, applications of each type, keys that are used, and requests that wait. */
export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "portico-screenshots-"));
  const database = await startEmbeddedDatabase(folder, { durable: false });
  const story = await startStory({
    databaseUrl: database.url,
    settings: { OPERATOR_EMAILS: "olga@bank.example" },
  });
  const stop = async () => {
    await story.stop();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const [olga, ada, grace, bob] = [
    await person(story, "olga@bank.example", "Olga", "Lind"),
    await person(story, "ada@acme.example", "Ada", "Byron"),
    await person(story, "grace@acme.example", "Grace", "Hopper"),
    await person(story, "bob@northwind.example", "Bob", "Zuse"),
  ];
  const keyLifetimes = [{ apiProduct: { slug: "transfers" }, days: 90 }];
  const ratePlans = [{ name: "Standard", isDefault: true, limits: [{ requests: 600, seconds: 60 }] }];
  await olga.mutate("updateApiProduct", { apiProduct: { slug: "accounts" }, ratePlans }, "apiProduct { id }");
  const environment = { apiEnvironment: { slug: "development" }, keyLifetimes };
  await olga.mutate("updateApiEnvironment", environment, "apiEnvironment { id }");
  await ada.mutate("updateCompanyDetails", { legalName: "Acme Payments Ltd" }, "partner { id }");
  await bob.mutate("updateCompanyDetails", { legalName: "Northwind Savings" }, "partner { id }");
  const ledger = await registers(ada, story, {
    name: "Ledger",
    description: "Shows balances of all accounts in one place.",
    environments: ["development", "uat", "production"],
    products: ["accounts", "transfers"],
  });
  await registers(ada, story, {
    name: "Acme Pocket",
    description: "Payments from a telephone.",
    type: "MOBILE",
    authentication: "AUTHORIZATION_CODE",
    redirectUrls: ["com.acme.pocket:/callback"],
    environments: ["development", "production"],
    products: ["transfers"],
  });
  await registers(grace, story, {
    name: "Treasury desk",
    description: "Liquidity at a glance, for the treasurer.",
    type: "DESKTOP",
    authentication: "AUTHORIZATION_CODE",
    redirectUrls: ["http://127.0.0.1/callback"],
    environments: ["uat"],
    products: ["accounts"],
  });
  await registers(grace, story, {
    name: "Reconciliation",
    description: "Matches payments and invoices every night.",
    environments: ["development"],
    products: ["transfers", "accounts"],
  });
  await registers(bob, story, {
    name: "Northwind Savings Plan",
    description: "Moves what is left at the end of the month.",
    environments: ["production"],
    products: ["accounts"],
  });
  const { me } = await grace.data("{ me { id } }");
  await ada.mutate(
    "addCoOwner",
    { clientApplicationId: ledger, developerId: me.id },
    "clientApplication { id }",
  );
  await areLive(ada, ledger, 4);
  await isUsed(story, olga, ada, ledger);
  const company = (await ada.data("{ me { partner { id } } }")).me.partner.id;
  return { story, stop, owner: ada.email, operator: olga.email, applicationId: ledger, companyId: company };
}

async function person(story: Story, email: string, givenName: string, familyName: string): Promise<Person> {
  const ready = await story.readyDeveloper(email);
  await ready.mutate("updateProfile", { givenName, familyName }, "developer { id }");
  return ready;
}

interface Wanted {
  readonly environments: readonly string[];
  readonly products: readonly string[];
  readonly [detail: string]: unknown;
}

async function registers(
  owner: Person,
  { catalogue }: Story,
  { environments, products, ...details }: Wanted,
): Promise<string> {
  const { id } = await owner.registers({
    type: "SERVICE",
    authentication: "CLIENT_CREDENTIALS",
    ...details,
    products: byId(...products.map((slug) => catalogue[slug] ?? "")),
    environments: byId(...environments.map((slug) => catalogue[slug] ?? "")),
  });
  return id;
}

const keysQuery =
  "query ($id: ID!) { clientApplication(id: $id) { grants { id environment { slug } apiKeys { id status } } } }";

async function areLive(owner: Person, id: string, count: number): Promise<void> {
  await eventually(async () => {
    const { clientApplication } = await owner.data(keysQuery, { id });
    const keys = clientApplication.grants.flatMap(
      ({ apiKeys }: { apiKeys: { status: string }[] }) => apiKeys,
    );
    return keys.filter(({ status }: { status: string }) => status === "ACTIVE").length >= count;
  });
}

/** A key that a gateway asks about, of which the week before is told as well; and one that is rotated and limited. */
async function isUsed(story: Story, operator: Person, owner: Person, id: string): Promise<void> {
  const token = await gatewayToken(operator, story, "development");
  const gateway = new TestGateway(story.url, "development", token.value);
  const { clientApplication } = await owner.data(keysQuery, { id });
  const [grant, uat] = ["development", "uat"].map((slug) =>
    clientApplication.grants.find(({ environment }: Json) => environment.slug === slug),
  );
  const [used] = grant.apiKeys;
  const { value } = await owner.mutate("revealApiKey", { apiKeyId: used.id }, "value");
  for (let call = 0; call < 5; call += 1) await gateway.verify(value);
  await story.services.pool.query(pastWeek, [id, grant.id, used.id]);
  await story.services.pool.query("update api_key set last_used_at = now() where id = $1", [used.id]);
  const [rotated, limited] = uat.apiKeys;
  await owner.mutate("rotateApiKey", { apiKeyId: rotated.id, overlapHours: 168 }, "grant { id }");
  const networks = ["192.0.2.0/24", "2001:db8::/32"];
  await owner.mutate("limitApiKeyToNetworks", { apiKeyId: limited.id, networks }, "apiKey { id }");
}

/** As busy as offices are, and now and then refused. */
const pastWeek = `
  insert into key_usage (application_id, grant_id, api_key_id, hour, code, answers)
  select $1, $2, $3, hour, code, answers
    from generate_series(date_trunc('hour', now()) - interval '167 hours', date_trunc('hour', now()) - interval '1 hour',
                         interval '1 hour') with ordinality as hours (hour, n)
   cross join lateral (values
     ('VALID', round(420 + 380 * sin((extract(hour from hour) - 8) / 24 * 2 * pi()))::int),
     ('ADDRESS_NOT_ALLOWED', case when n % 31 < 3 then 60 end),
     ('PRODUCT_NOT_LICENSED', case when n % 17 = 0 then 35 end)) as counted (code, answers)
   where answers > 0 and hour >= date_trunc('month', now(), 'UTC')`;
