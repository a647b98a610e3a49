import type { ApiEnvironmentState } from "../../domain/catalogue/api-environment.js";
import type { ApiProductState } from "../../domain/catalogue/api-product.js";
import type { CatalogueFile, FileEnvironment, FileProduct } from "./catalogue-file.js";

/** What of a file would take something from keys that work, in sentences; `embedded` are the slugs of now. */
export function breakingProduct(
  wanted: FileProduct,
  now: ApiProductState,
  embedded: readonly string[],
): string[] {
  const isThere = (api: { name: string; version: string }) =>
    wanted.apis.some(({ name, version }) => name === api.name && version === api.version);
  const apis = now.apis
    .filter((api) => !isThere(api))
    .map(({ name, version }) => `the API ${name} ${version}`);
  const embeds = embedded.filter((slug) => !(wanted.embeds ?? []).includes(slug));
  return [...apis, ...embeds.map((slug) => `the product ${slug}`)].map(
    (part) => `Product ${wanted.slug}: live keys would lose ${part}.`,
  );
}

export function breakingEnvironment(wanted: FileEnvironment, now: ApiEnvironmentState): string[] {
  if (wanted.apiBaseUrl === now.apiBaseUrl) return [];
  return [
    `Environment ${wanted.slug}: live keys would move to another address; ${now.apiBaseUrl} must stay.`,
  ];
}

/** What never changes, whether keys are live or not. */
export function fixedEnvironment(wanted: FileEnvironment, now: ApiEnvironmentState): string[] {
  const fixed = (["institution", "tier"] as const).filter((field) => wanted[field] !== now[field]);
  return fixed.map((field) => `Environment ${wanted.slug}: its ${field} never changes; it is ${now[field]}.`);
}

/** A file cannot mean both of two entries. */
export function namedTwice({ products = [], environments = [] }: CatalogueFile): string[] {
  const twice = (what: string, entries: readonly { readonly slug: string }[]) =>
    [...Map.groupBy(entries, ({ slug }) => slug)]
      .filter(([, same]) => same.length > 1)
      .map(([slug, same]) => `${what} ${slug} is in the file ${same.length} times.`);
  return [...twice("Product", products), ...twice("Environment", environments)];
}
