import { Problems, refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import type { ReadyMember } from "../partner/partner.js";
import { environmentsOf, newGrant, withProducts } from "./access-grant.js";
import { awaitsDecision, hasApproval, needsReview, withChangedDetails } from "./access-request.js";
import {
  areForGateways,
  changedDetails,
  type DetailChanges,
  type DetailKey,
  withDetails,
} from "./details.js";
import {
  type CatalogueSelection,
  checkChoice,
  checkKeyCount,
  environmentChoice,
  productChoice,
} from "./registration.js";
import type { AccessGrantState, ClientApplicationState, Making } from "./state.js";

/** What is undefined stays as it is; a list replaces the old one. */
export interface Edit extends DetailChanges {
  readonly productIds?: readonly Id<"prd">[] | undefined;
  readonly environmentIds?: readonly Id<"env">[] | undefined;
}

export interface EditOutcome {
  readonly state: ClientApplicationState;
  /** Whether anything is another now. */
  readonly isChange: boolean;
  readonly details: readonly DetailKey[];
  readonly addedProductIds: readonly Id<"prd">[];
  readonly removedProductIds: readonly Id<"prd">[];
  readonly addedEnvironmentIds: readonly Id<"env">[];
  readonly removedEnvironmentIds: readonly Id<"env">[];
  /** Whose gateways accept something else from now on. */
  readonly affectedEnvironmentIds: readonly Id<"env">[];
  /** Where an operator has to decide about what was added (R17). */
  readonly awaitingEnvironmentIds: readonly Id<"env">[];
  /** Where an operator approved what is told differently now (R17). */
  readonly reviewEnvironmentIds: readonly Id<"env">[];
}

/** An edit, the version that it was made from (R26), and what registering needs (R10), asked where it is needed. */
export interface EditAttempt {
  readonly edit: Edit;
  readonly expectedVersion: number;
  readonly ready: () => ReadyMember;
}

/** R26. Throws STALE_VERSION with the current one. */
function assertVersion({ version }: ClientApplicationState, expected: number): void {
  if (version === expected) return;
  refuse(
    "STALE_VERSION",
    `The application has changed since version ${expected}; read it again and repeat your edit.`,
    ["expectedVersion"],
    { currentVersion: version },
  );
}

/** R24 to R26: the application after the edit. Throws every problem at once: STALE_VERSION, all of R10 to R14. */
export function edited(
  state: ClientApplicationState,
  { edit, expectedVersion, ready }: EditAttempt,
  catalogue: CatalogueSelection,
  making: Making,
): EditOutcome {
  const problems = new Problems();
  problems.check(() => assertVersion(state, expectedVersion));
  const details = withDetails(state, edit, state, problems);
  const environmentIds = environmentsOf(state.grants);
  const products = chosen(state.productIds, edit.productIds);
  const environments = chosen(environmentIds, edit.environmentIds);
  checkChoices(problems, state, edit, catalogue);
  checkKeyCount(problems, products.all, environments.all);
  if (environments.added.length > 0) problems.check(ready);
  problems.throwIfAny();

  const kept = state.grants.filter(({ environmentId }) => !environments.removed.includes(environmentId));
  const changed = changedDetails(state, { ...state, ...details });
  const grants = kept.map((grant) => {
    const environment = environmentOf(catalogue, grant);
    const next = withProducts(grant, environment, products.all, making);
    return withChangedDetails(next, changed);
  });
  const added = catalogue.environments
    .filter(({ id }) => environments.added.includes(id))
    .map((environment) => newGrant(environment, products.all, making));
  const next = { ...state, ...details, productIds: products.all, grants: [...grants, ...added] };
  const allAreAffected = areForGateways(changed);
  return {
    state: next,
    isChange: changed.length > 0 || products.isChange || environments.isChange,
    details: changed,
    addedProductIds: products.added,
    removedProductIds: products.removed,
    addedEnvironmentIds: environments.added,
    removedEnvironmentIds: environments.removed,
    affectedEnvironmentIds: [
      ...environments.removed,
      ...environmentsOf(
        grants.filter(
          (grant, index) => hasApproval(grant) && (allAreAffected || isOther(grant, kept[index])),
        ),
      ),
      ...environmentsOf(added.filter(hasApproval)),
    ],
    awaitingEnvironmentIds: environmentsOf(
      [...grants, ...added].filter((grant) => awaitsDecision(withoutOld(grant, state))),
    ),
    reviewEnvironmentIds: environmentsOf(kept.filter((grant) => needsReview(grant, changed))),
  };
}

function checkChoices(
  problems: Problems,
  state: ClientApplicationState,
  edit: Edit,
  { products, environments }: CatalogueSelection,
): void {
  if (edit.productIds)
    checkChoice(problems, productChoice, edit.productIds, { found: products, already: state.productIds });
  if (edit.environmentIds) {
    const already = environmentsOf(state.grants);
    checkChoice(problems, environmentChoice, edit.environmentIds, { found: environments, already });
  }
}

function chosen<Chosen extends string>(old: readonly Chosen[], wanted: readonly Chosen[] | undefined) {
  const next = wanted ?? old;
  const added = next.filter((id) => !old.includes(id));
  const removed = old.filter((id) => !next.includes(id));
  const isChange = added.length + removed.length > 0;
  return { all: isChange ? next : old, added, removed, isChange };
}

/** Whether its gateway has something else to accept. */
function isOther({ keys }: AccessGrantState, old: AccessGrantState | undefined): boolean {
  return keys !== old?.keys;
}

/** The grant with those of its requests alone that this edit has made. */
function withoutOld(grant: AccessGrantState, { grants }: ClientApplicationState): AccessGrantState {
  const old = grants.find(({ id }) => id === grant.id)?.requests.map(({ id }) => id) ?? [];
  return { ...grant, requests: grant.requests.filter(({ id }) => !old.includes(id)) };
}

/** Throws NOT_FOUND. */
function environmentOf({ environments }: CatalogueSelection, { environmentId }: AccessGrantState) {
  const environment = environments.find(({ id }) => id === environmentId);
  return environment ?? refuse("NOT_FOUND", "There is no such environment.", ["environmentIds"]);
}
