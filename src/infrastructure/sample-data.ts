import type { SampleData } from "../application/catalogue/add-sample-data.js";
import type { FileEnvironment, FileProduct } from "../application/catalogue/catalogue-file.js";

const docs = "https://docs.3rdpartybank.example";

function product(slug: string, facts: Omit<FileProduct, "slug" | "apis">, ...apis: string[]): FileProduct {
  const documentationUrl = `${docs}/${slug}`;
  return { slug, ...facts, apis: apis.map((name) => ({ name, version: "v1", documentationUrl })) };
}

function environment(
  slug: string,
  facts: Pick<FileEnvironment, "name" | "tier" | "accessPolicy" | "endUserSignIn">,
): FileEnvironment {
  return {
    slug,
    ...facts,
    institution: "3rd Party Bank",
    apiBaseUrl: `https://${slug}.3rdpartybank.example/api`,
    secretRetrieval: "REPEATABLE",
  };
}

export const sampleData: SampleData = {
  catalogue: {
    products: [
      product(
        "accounts",
        { name: "Accounts", description: "Balances and transactions of a customer's accounts." },
        "Accounts",
        "Transactions",
      ),
      product(
        "transfers",
        { name: "Transfers", description: "Payments between accounts and to other banks." },
        "Payments",
      ),
      product(
        "digital-banking",
        {
          name: "Digital Banking",
          description: "Everything that an on-line banking front end calls.",
          embeds: ["accounts", "transfers"],
        },
        "Customers",
      ),
      product(
        "digital-account-opening",
        { name: "Digital Account Opening", description: "Opens an account for a new customer." },
        "Onboarding",
        "Identity Checks",
      ),
    ],
    environments: [
      environment("development", {
        name: "Development",
        tier: "DEVELOPMENT",
        accessPolicy: "AUTOMATIC",
        endUserSignIn: "SAMPLE",
      }),
      environment("uat", { name: "UAT", tier: "UAT", accessPolicy: "AUTOMATIC", endUserSignIn: "SAMPLE" }),
      environment("production", { name: "Production", tier: "PRODUCTION", accessPolicy: "APPROVAL" }),
    ],
  },
  terms: { version: "1", url: `${docs}/terms/1` },
};
