import type { ApiCatalogue, ApiCatalogueState } from "../../domain/catalogue/api-catalogue.js";
import { usualSettings } from "../../domain/catalogue/api-environment.js";
import { embeddedFirst } from "../../domain/catalogue/embedding.js";
import { builtIn } from "../../domain/catalogue/environment-gateway.js";
import { DomainError } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import { type Operator, platformConsole } from "../../domain/operator.js";
import { atConsole } from "../actor.js";
import type { Clock } from "../ports/clock.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import { breakingEnvironment, breakingProduct, fixedEnvironment, namedTwice } from "./breaking-changes.js";
import type { CatalogueFile, FileEnvironment, FileGateway, FileProduct } from "./catalogue-file.js";
import { newRatePlans } from "./new-rate-plans.js";
import { sealedGateway } from "./sealed-gateway.js";

/** Why a file was not applied: one sentence for each thing that is wrong with it. */
export class CatalogueRefusal extends Error {
  constructor(readonly reasons: readonly string[]) {
    super(reasons.join("\n"));
  }
}

interface Tools {
  readonly operator: Operator;
  readonly ids: Ids;
  readonly now: Date;
  readonly vault: Pick<SecretVault, "open" | "seal">;
  readonly givenRatePlanIds: ReadonlySet<string>;
}

/**
 * Makes the catalogue agree with a file, all of it or nothing; twice is once. Gives what has changed, a line each; with
 * `isDryRun` what would change. Throws CatalogueRefusal for what is wrong or would break live keys.
 */
export function applyCatalogue({
  unitOfWork,
  clock,
  ids,
  vault,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
  ids: Ids;
  vault: SecretVault;
}) {
  return async (file: CatalogueFile, isDryRun: boolean): Promise<string[]> => {
    try {
      return await unitOfWork.run(atConsole, async ({ catalogue }) => {
        const opened = await catalogue.lock();
        const givenRatePlanIds = await catalogue.givenRatePlanIds();
        const tools = { operator: platformConsole(), ids, vault, now: clock.now(), givenRatePlanIds };
        const before = opened.state;
        refuseBreaking(opened, file, await catalogue.inLiveUse(tools.now));
        apply(opened, file, tools);
        const lines = linesOf(opened, before);
        if (isDryRun) throw new DryRun(lines);
        return lines;
      });
    } catch (error) {
      if (error instanceof DryRun) return [...error.lines];
      throw error;
    }
  };
}

/** Takes everything back. */
class DryRun extends Error {
  constructor(readonly lines: readonly string[]) {
    super("A dry run keeps nothing.");
  }
}

function refuseBreaking(
  catalogue: ApiCatalogue,
  file: CatalogueFile,
  live: { productIds: ReadonlySet<string>; environmentIds: ReadonlySet<string> },
): void {
  const { products, environments } = catalogue.state;
  const embeddings = embeddingsOf(catalogue);
  const inUse = products.filter(({ id }) => live.productIds.has(id)).map(({ slug }) => slug);
  // What a key opens is also all that its product embeds.
  const opened = embeddedFirst(inUse, embeddings);
  const reasons = [
    ...namedTwice(file),
    ...(file.products ?? []).flatMap((wanted) => {
      const now = products.find(({ slug }) => slug === wanted.slug);
      return now && opened.has(now.slug) ? breakingProduct(wanted, now, embeddings.get(now.slug) ?? []) : [];
    }),
    ...(file.environments ?? []).flatMap((wanted) => {
      const now = environments.find(({ slug }) => slug === wanted.slug);
      if (!now) return [];
      return [
        ...fixedEnvironment(wanted, now),
        ...(live.environmentIds.has(now.id) ? breakingEnvironment(wanted, now) : []),
      ];
    }),
  ];
  if (reasons.length > 0) throw new CatalogueRefusal(reasons);
}

/**
 * Products come into being before anything embeds them, and each changes after what it is going to embed: the file may
 * name them in any order, and turn an embedding round.
 */
function apply(
  catalogue: ApiCatalogue,
  { products = [], environments = [] }: CatalogueFile,
  tools: Tools,
): void {
  for (const product of products)
    naming(`Product ${product.slug}`, () => addProduct(catalogue, product, tools));
  for (const product of inOrder(catalogue, products))
    naming(`Product ${product.slug}`, () => updateProduct(catalogue, product, tools));
  for (const environment of environments)
    naming(`Environment ${environment.slug}`, () => putEnvironment(catalogue, environment, tools));
}

function inOrder(catalogue: ApiCatalogue, wanted: readonly FileProduct[]): FileProduct[] {
  const embeddings = embeddingsOf(catalogue);
  for (const { slug, embeds = [] } of wanted) embeddings.set(slug, embeds);
  const bySlug = new Map(wanted.map((product) => [product.slug, product]));
  return [...embeddedFirst(bySlug.keys(), embeddings)].flatMap((slug) => bySlug.get(slug) ?? []);
}

/** What each product embeds, by slugs. */
function embeddingsOf({ state: { products } }: ApiCatalogue): Map<string, readonly string[]> {
  const slugs = new Map(products.map(({ id, slug }) => [id, slug]));
  return new Map(products.map(({ slug, embedIds }) => [slug, embedIds.map((id) => slugs.get(id) ?? id)]));
}

function addProduct(catalogue: ApiCatalogue, product: FileProduct, { operator, ids, now }: Tools): void {
  if (catalogue.state.products.some(({ slug }) => slug === product.slug)) return;
  const details = { ...detailsOf(product), embedIds: [], ratePlans: [] };
  catalogue.createProduct(operator, product.slug, details, { id: ids.next("prd"), now });
}

function updateProduct(catalogue: ApiCatalogue, product: FileProduct, tools: Tools): void {
  const { operator, ids, givenRatePlanIds } = tools;
  const idOf = new Map(catalogue.state.products.map(({ slug, id }) => [slug, id]));
  const embedIds = (product.embeds ?? []).map((slug) => {
    const id = idOf.get(slug);
    if (!id) throw new CatalogueRefusal([`Product ${product.slug} embeds ${slug}, which does not exist.`]);
    return id;
  });
  const plans = product.ratePlans?.map((plan) => ({ ...plan, isDefault: plan.isDefault ?? false }));
  const ratePlans = plans && newRatePlans(plans, ids);
  const changes = { ...detailsOf(product), embedIds, ratePlans, isOpen: product.isOpen ?? true };
  const id = idOf.get(product.slug);
  if (id) catalogue.updateProduct(operator, id, changes, givenRatePlanIds);
}

/** All that a file says of a product but for what is named otherwise there: no field can be left out by oversight. */
function detailsOf({ slug: _, embeds: __, isOpen: ___, ratePlans: ____, apis, ...details }: FileProduct) {
  return {
    ...details,
    apis: apis.map((api) => ({ ...api, documentationUrl: api.documentationUrl ?? null })),
  };
}

function putEnvironment(catalogue: ApiCatalogue, environment: FileEnvironment, tools: Tools): void {
  const { operator, ids, now } = tools;
  const { slug, isOpen = true, keyLifetimes: lifetimes, gateway, ...details } = environment;
  const known = catalogue.state.environments.find((each) => each.slug === slug);
  const id = known?.id ?? ids.next("env");
  const keyLifetimes = lifetimes?.map(({ product, days }) => ({ productId: idIn(catalogue, product), days }));
  if (!known) {
    const all = { ...usualSettings, ...details };
    catalogue.createEnvironment(operator, slug, all, { id, now });
  }
  const { institution: _, tier: __, ...changes } = details;
  catalogue.updateEnvironment(operator, id, { ...changes, keyLifetimes, isOpen });
  if (gateway) putGateway(catalogue, id, gateway, tools);
}

function putGateway(
  catalogue: ApiCatalogue,
  id: Id<"env">,
  wanted: FileGateway,
  { operator, vault }: Tools,
): void {
  const now = catalogue.state.environments.find((each) => each.id === id)?.gateway ?? builtIn;
  const kong = wanted.kind === "KONG" ? { adminUrl: wanted.adminUrl, token: wanted.token ?? null } : null;
  catalogue.chooseGateway(operator, id, sealedGateway(vault, id, kong, now));
}

/** Of a slug that no product has, an id that none has either. */
function idIn({ state: { products } }: ApiCatalogue, slug: string): Id<"prd"> {
  return products.find((product) => product.slug === slug)?.id ?? "prd_";
}

/** The domain's problems as sentences that say which part of the file they are about. */
function naming(what: string, change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new CatalogueRefusal(
      error.problems.map(({ message, path }) => `${what}: ${[...path, message].join(": ")}`),
    );
  }
}

/** What has been recorded, for the console; a new product that embeds others is one line. */
function linesOf(catalogue: ApiCatalogue, before: ApiCatalogueState): string[] {
  const [names, namesBefore] = [namesIn(catalogue.state), namesIn(before)];
  const created = new Set<string>();
  return catalogue.events.peek().flatMap((event) => {
    switch (event.type) {
      case "ApiProductCreated":
        created.add(event.productId);
        return `+ product ${names.get(event.productId)}`;
      case "ApiProductUpdated":
        return created.has(event.productId)
          ? []
          : `~ product ${namesBefore.get(event.productId)}: ${event.fields.join(", ")}`;
      case "ApiEnvironmentCreated":
        created.add(event.environmentId);
        return `+ environment ${names.get(event.environmentId)}`;
      case "ApiEnvironmentUpdated":
        return created.has(event.environmentId)
          ? []
          : `~ environment ${namesBefore.get(event.environmentId)}: ${event.fields.join(", ")}`;
      case "EnvironmentGatewayChosen":
        return created.has(event.environmentId)
          ? []
          : `~ environment ${namesBefore.get(event.environmentId)}: gateway`;
      default:
        return [];
    }
  });
}

function namesIn({ products, environments }: ApiCatalogueState): ReadonlyMap<string, string> {
  return new Map([...products, ...environments].map(({ id, name }) => [id, name]));
}
