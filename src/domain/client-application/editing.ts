import { Problems, refuse } from "../domain-error.js";
import { webAddress } from "../web-address.js";
import { newGrant, withProducts } from "./access-grant.js";
import type { NewId } from "./new-id.js";
import { redirectUrls } from "./redirect-url.js";
import {
  applicationDescription,
  applicationName,
  type CatalogueSelection,
  checkChoice,
  checkKeyCount,
} from "./registration.js";
import type { AccessGrantState, ClientApplicationState } from "./state.js";

/** What is undefined stays as it is; a list replaces the old one; a site URL of null empties it. */
export interface Edit {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly siteUrl?: string | null | undefined;
  readonly redirectUrls?: readonly string[] | undefined;
  readonly productIds?: readonly string[] | undefined;
  readonly environmentIds?: readonly string[] | undefined;
}

export interface EditOutcome {
  readonly state: ClientApplicationState;
  /** The fields that are others now, by name. */
  readonly fields: readonly (keyof Edit)[];
  readonly addedProductIds: readonly string[];
  readonly removedProductIds: readonly string[];
  readonly addedEnvironmentIds: readonly string[];
  readonly removedEnvironmentIds: readonly string[];
  /** Whose gateways accept something else from now on. */
  readonly affectedEnvironmentIds: readonly string[];
  /** Added ones that an operator has to decide about (R17). */
  readonly awaitingEnvironmentIds: readonly string[];
}

/** R26. Throws STALE_VERSION with the current one. */
export function assertVersion({ version }: ClientApplicationState, expected: number): void {
  if (version === expected) return;
  refuse(
    "STALE_VERSION",
    `The application has changed since version ${expected}; read it again and repeat your edit.`,
    ["expectedVersion"],
    { currentVersion: version },
  );
}

/** R24, R25: the application after the edit. Throws every problem of the input at once (R11 to R14). */
export function edited(
  state: ClientApplicationState,
  edit: Edit,
  catalogue: CatalogueSelection,
  newId: NewId,
  now: Date,
): EditOutcome {
  const details = checkedDetails(state, edit);
  const environmentIds = state.grants.map(({ environmentId }) => environmentId);
  const products = chosen(state.productIds, edit.productIds);
  const environments = chosen(environmentIds, edit.environmentIds);
  checkChoices(details.problems, state, edit, environmentIds, catalogue);
  checkKeyCount(details.problems, products.all, environments.all);
  details.problems.throwIfAny();

  const kept = state.grants.filter(({ environmentId }) => !environments.removed.includes(environmentId));
  const grants = kept.map((grant) => withProducts(grant, products.all, newId));
  const added = catalogue.environments
    .filter(({ id }) => environments.added.includes(id))
    .map((environment) => newGrant(environment, products.all, newId, now));
  const next = { ...state, ...details.values, productIds: products.all, grants: [...grants, ...added] };
  const urlsChanged = !isSame(next.redirectUrls, state.redirectUrls);
  return {
    state: next,
    fields: changedFields(state, next),
    addedProductIds: products.added,
    removedProductIds: products.removed,
    addedEnvironmentIds: environments.added,
    removedEnvironmentIds: environments.removed,
    affectedEnvironmentIds: [
      ...environments.removed,
      ...environmentsOf(
        grants.filter((grant) => isApproved(grant) && (urlsChanged || !kept.includes(grant))),
      ),
      ...environmentsOf(added.filter(isApproved)),
    ],
    awaitingEnvironmentIds: environmentsOf(added.filter(({ decision }) => !decision)),
  };
}

function checkedDetails({ type, authentication, ...state }: ClientApplicationState, edit: Edit) {
  const problems = new Problems();
  const checked = <T>(value: T | undefined, old: T, check: (value: T) => T): T => {
    const result = value === undefined ? undefined : problems.check(() => check(value));
    return result === undefined ? old : result;
  };
  const values = {
    name: checked(edit.name, state.name, applicationName),
    description: checked(edit.description, state.description, applicationDescription),
    siteUrl: checked(edit.siteUrl, state.siteUrl, (url) =>
      url === null ? null : webAddress(url, "The site URL", ["siteUrl"]),
    ),
    redirectUrls: checked(edit.redirectUrls, state.redirectUrls, (urls) =>
      redirectUrls(urls, type, authentication),
    ),
  };
  return { problems, values };
}

function checkChoices(
  problems: Problems,
  state: ClientApplicationState,
  edit: Edit,
  environmentIds: readonly string[],
  { products, environments }: CatalogueSelection,
): void {
  if (edit.productIds)
    checkChoice(problems, "productIds", "product", edit.productIds, products, state.productIds);
  if (edit.environmentIds) {
    const already = environmentIds;
    checkChoice(problems, "environmentIds", "environment", edit.environmentIds, environments, already);
  }
}

function chosen(old: readonly string[], wanted: readonly string[] | undefined) {
  const next = wanted ?? old;
  const added = next.filter((id) => !old.includes(id));
  const removed = old.filter((id) => !next.includes(id));
  return { all: added.length + removed.length > 0 ? next : old, added, removed };
}

function changedFields(old: ClientApplicationState, next: ClientApplicationState): (keyof Edit)[] {
  const details = ["name", "description", "siteUrl", "redirectUrls", "productIds"] as const;
  const changed: (keyof Edit)[] = details.filter((field) => !isSame(old[field], next[field]));
  return isSame(environmentsOf(old.grants), environmentsOf(next.grants))
    ? changed
    : [...changed, "environmentIds"];
}

function isApproved({ decision }: AccessGrantState): boolean {
  return decision?.verdict === "APPROVED";
}

function environmentsOf(grants: readonly AccessGrantState[]): string[] {
  return grants.map(({ environmentId }) => environmentId);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
