import { refuse, together } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Born, Id } from "../id.js";
import type { Operator } from "../operator.js";
import {
  type ApiEnvironmentState,
  assertSignIn,
  checkedEnvironment,
  type EnvironmentDetails,
} from "./api-environment.js";
import { type ApiProductState, checkedProduct, type ProductDetails } from "./api-product.js";
import { assertEmbeds } from "./embedding.js";
import { builtIn, type EnvironmentGateway, type GatewayKind } from "./environment-gateway.js";
import { assertKeyLifetimes } from "./key-lifetimes.js";
import { renewedRatePlans } from "./rate-plan.js";
import { newSlug } from "./slug.js";
import { newTerms, type Terms } from "./terms.js";

export interface ApiCatalogueState {
  readonly products: readonly ApiProductState[];
  readonly environments: readonly ApiEnvironmentState[];
  readonly terms: readonly Terms[];
}

export type CatalogueEvent =
  | { readonly type: "ApiProductCreated"; readonly productId: Id<"prd"> }
  | {
      readonly type: "ApiProductUpdated";
      readonly productId: Id<"prd">;
      readonly fields: readonly (keyof ApiProductState)[];
    }
  | { readonly type: "ApiEnvironmentCreated"; readonly environmentId: Id<"env"> }
  | {
      readonly type: "ApiEnvironmentUpdated";
      readonly environmentId: Id<"env">;
      readonly fields: readonly (keyof ApiEnvironmentState)[];
    }
  | {
      readonly type: "EnvironmentGatewayChosen";
      readonly environmentId: Id<"env">;
      readonly kind: GatewayKind;
    }
  | { readonly type: "TermsPublished"; readonly version: string };

/** What is undefined stays as it is. */
type Changes<T> = { readonly [Field in keyof T]?: T[Field] | undefined };
export type ProductChanges = Changes<ProductDetails & { isOpen: boolean }>;
export type EnvironmentChanges = Changes<
  Omit<EnvironmentDetails, "institution" | "tier"> & { isOpen: boolean }
>;

/** All that applications can choose from, and the terms. Reference data: only operators change it, one at a time. */
export class ApiCatalogue {
  readonly events = new EventLog<CatalogueEvent>();

  private constructor(private current: ApiCatalogueState) {}

  static fromState(state: ApiCatalogueState): ApiCatalogue {
    return new ApiCatalogue(state);
  }

  get state(): ApiCatalogueState {
    return this.current;
  }

  /** Open for applications from now on. Throws INVALID, SLUG_TAKEN, NOT_FOUND. */
  createProduct(_by: Operator, slug: string, details: ProductDetails, { id, now }: Born<"prd">): void {
    const { products } = this.current;
    const [ownSlug, checked] = together(
      () => newSlug(slug, products),
      () => checkedProduct(details),
      () => assertEmbeds({ id, embedIds: details.embedIds }, products),
    );
    const product = { id, slug: ownSlug, ...checked, isOpen: true, createdAt: now };
    this.current = { ...this.current, products: [...products, product] };
    this.events.record({ type: "ApiProductCreated", productId: id });
  }

  /**
   * A closed product takes no new applications; live keys go on working. `givenRatePlanIds`: of plans that applications
   * were given, which have to stay (R35). Throws NOT_FOUND, INVALID.
   */
  updateProduct(
    _by: Operator,
    id: Id<"prd">,
    changes: ProductChanges,
    givenRatePlanIds: ReadonlySet<string> = new Set(),
  ): void {
    const { products } = this.current;
    const [product, checked] = together(
      () =>
        products.find((each) => each.id === id) ??
        refuse("NOT_FOUND", "There is no such API product.", ["apiProductId"]),
      () => checkedProduct(changes),
      () => assertEmbeds({ id, embedIds: changes.embedIds ?? [] }, products),
    );
    const ratePlans =
      checked.ratePlans && renewedRatePlans(checked.ratePlans, product.ratePlans, givenRatePlanIds);
    const next = withChanges(product, { ...checked, ratePlans });
    const fields = changedFields(product, next);
    if (fields.length === 0) return;
    this.current = {
      ...this.current,
      products: products.map((each) => (each === product ? next : each)),
    };
    this.events.record({ type: "ApiProductUpdated", productId: id, fields });
  }

  /** Open for applications from now on. Throws INVALID, SLUG_TAKEN, NOT_FOUND. */
  createEnvironment(
    _by: Operator,
    slug: string,
    details: EnvironmentDetails,
    { id, now }: Born<"env">,
  ): void {
    const { environments, products } = this.current;
    const [ownSlug, checked] = together(
      () => newSlug(slug, environments),
      () => checkedEnvironment(details),
      () => assertKeyLifetimes(details.keyLifetimes, products),
      () => assertSignIn(details),
    );
    const environment = { id, slug: ownSlug, ...checked, gateway: builtIn, isOpen: true, createdAt: now };
    this.current = { ...this.current, environments: [...environments, environment] };
    this.events.record({ type: "ApiEnvironmentCreated", environmentId: id });
  }

  /** A closed environment takes no new applications; live keys go on working. Throws NOT_FOUND, INVALID. */
  updateEnvironment(_by: Operator, id: Id<"env">, changes: EnvironmentChanges): void {
    const { environments, products } = this.current;
    const [environment, given] = together(
      () =>
        environments.find((each) => each.id === id) ??
        refuse("NOT_FOUND", "There is no such API environment.", ["apiEnvironmentId"]),
      () => checkedEnvironment(changes),
      () => assertKeyLifetimes(changes.keyLifetimes ?? [], products),
    );
    const next = withChanges(environment, given);
    assertSignIn(next);
    const fields = changedFields(environment, next);
    if (fields.length === 0) return;
    this.current = {
      ...this.current,
      environments: environments.map((each) => (each === environment ? next : each)),
    };
    this.events.record({ type: "ApiEnvironmentUpdated", environmentId: id, fields });
  }

  /** All that is live there is told to it. The one that it has already changes nothing. Throws NOT_FOUND. */
  chooseGateway(_by: Operator, id: Id<"env">, gateway: EnvironmentGateway): void {
    const { environments } = this.current;
    const environment =
      environments.find((each) => each.id === id) ??
      refuse("NOT_FOUND", "There is no such API environment.", ["apiEnvironmentId"]);
    if (JSON.stringify(environment.gateway) === JSON.stringify(gateway)) return;
    this.current = {
      ...this.current,
      environments: environments.map((each) => (each === environment ? { ...each, gateway } : each)),
    };
    this.events.record({ type: "EnvironmentGatewayChosen", environmentId: id, kind: gateway.kind });
  }

  /** Every developer has to accept it before they register again (R10); what runs goes on. Throws INVALID. */
  publishTerms(_by: Operator, terms: Pick<Terms, "version" | "url">, now: Date): void {
    const published = newTerms(
      terms,
      this.current.terms.map(({ version }) => version),
      now,
    );
    this.current = { ...this.current, terms: [...this.current.terms, published] };
    this.events.record({ type: "TermsPublished", version: published.version });
  }
}

function withChanges<T extends object>(state: T, changes: Changes<NoInfer<T>>): T {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...state, ...Object.fromEntries(given) };
}

function changedFields<T extends object>(old: T, next: T): (keyof T & string)[] {
  const fields = Object.keys(old) as (keyof T & string)[];
  return fields.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(next[field]));
}
