import type { Clock } from "../application/ports/clock.js";
import type { Ids } from "../application/ports/ids.js";
import { ApiEnvironmentRow, ApiProductRow, TermsRow } from "./persistence/entities/catalogue.js";
import type { Orm } from "./persistence/orm.js";

const docs = "https://docs.3rdpartybank.example";

const products = [
  {
    slug: "accounts",
    name: "Accounts",
    description: "Balances and transactions of a customer's accounts.",
    apis: ["Accounts", "Transactions"],
    embeds: [],
  },
  {
    slug: "transfers",
    name: "Transfers",
    description: "Payments between accounts and to other banks.",
    apis: ["Payments"],
    embeds: [],
  },
  {
    slug: "digital-banking",
    name: "Digital Banking",
    description: "Everything that an on-line banking front end calls.",
    apis: ["Customers"],
    embeds: ["accounts", "transfers"],
  },
  {
    slug: "digital-account-opening",
    name: "Digital Account Opening",
    description: "Opens an account for a new customer.",
    apis: ["Onboarding", "Identity Checks"],
    embeds: [],
  },
] as const;

const environments = [
  { slug: "development", name: "Development", tier: "DEVELOPMENT", accessPolicy: "AUTOMATIC" },
  { slug: "uat", name: "UAT", tier: "UAT", accessPolicy: "AUTOMATIC" },
  { slug: "production", name: "Production", tier: "PRODUCTION", accessPolicy: "APPROVAL" },
] as const;

/** A catalogue to try Portico with. What is there already stays as it is. */
export async function addSampleData(orm: Orm, ids: Ids, clock: Clock): Promise<void> {
  const em = orm.em.fork();
  if ((await em.count(TermsRow, {})) > 0) return;
  const createdAt = clock.now();
  const idOf = new Map(products.map(({ slug }) => [slug as string, ids.next("prd")]));
  for (const { slug, name, description, apis, embeds } of products) {
    em.create(
      ApiProductRow,
      {
        id: idOf.get(slug) ?? "prd_",
        slug,
        name,
        description,
        apis: apis.map((api) => ({ name: api, version: "v1", documentationUrl: `${docs}/${slug}` })),
        embedIds: embeds.map((embedded) => idOf.get(embedded) ?? "prd_"),
        isOpen: true,
        createdAt,
      },
      { persist: true },
    );
  }
  for (const environment of environments) {
    em.create(
      ApiEnvironmentRow,
      {
        ...environment,
        id: ids.next("env"),
        institution: "3rd Party Bank",
        apiBaseUrl: `https://${environment.slug}.3rdpartybank.example/api`,
        secretRetrieval: "REPEATABLE",
        isOpen: true,
        createdAt,
      },
      { persist: true },
    );
  }
  em.create(TermsRow, { version: "1", url: `${docs}/terms/1`, publishedAt: createdAt }, { persist: true });
  await em.flush();
}
