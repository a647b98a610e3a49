import type { ApiEnvironment } from "../catalogue/api-environment.js";
import type { ApiProduct } from "../catalogue/api-product.js";
import { Problems } from "../domain-error.js";
import type { Id } from "../id.js";
import type { ReadyMember } from "../partner/partner.js";
import { newGrant } from "./access-grant.js";
import { assertTypeAndAuthentication } from "./application-type.js";
import { type ApplicationDetails, type Kind, withDetails } from "./details.js";
import type { ClientApplicationState, Making } from "./state.js";

export interface Registration extends ApplicationDetails, Kind {
  readonly productIds: readonly Id<"prd">[];
  readonly environmentIds: readonly Id<"env">[];
}

/** What of the catalogue the registration names: found ones only. */
export interface CatalogueSelection {
  readonly products: readonly ApiProduct[];
  readonly environments: readonly ApiEnvironment[];
}

/** One key per product and environment (R15). */
const maxKeys = 400;

/** Products, and environments, that one application may choose. */
export const maxChoices = 50;

/** The registration in stored form. Throws every problem at once (R11 to R14). */
export function checkedRegistration(registration: Registration, catalogue: CatalogueSelection): Registration {
  const problems = new Problems();
  const { type, authentication, productIds, environmentIds } = registration;
  problems.check(() => assertTypeAndAuthentication(type, authentication));
  const details = withDetails(registration, registration, registration, problems);
  checkChoice(problems, productChoice, productIds, { found: catalogue.products });
  checkChoice(problems, environmentChoice, environmentIds, { found: catalogue.environments });
  checkKeyCount(problems, productIds, environmentIds);
  problems.throwIfAny();
  return { type, authentication, productIds, environmentIds, ...details };
}

/** R10 to R17: a grant for each environment that is chosen. Throws every problem of the input at once. */
export function registered(
  by: ReadyMember,
  registration: Registration,
  catalogue: CatalogueSelection,
  making: Making,
): ClientApplicationState {
  const { environmentIds, ...details } = checkedRegistration(registration, catalogue);
  const { newId, now } = making;
  const chosen = catalogue.environments.filter((environment) => environmentIds.includes(environment.id));
  return {
    ...details,
    id: newId("app"),
    partnerId: by.partnerId,
    ownerId: by.developerId,
    coOwnerIds: [],
    deactivatedAt: null,
    isPartnerSuspended: false,
    ratePlans: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
    grants: chosen.map((environment) => newGrant(environment, details.productIds, making)),
  };
}

export function checkKeyCount(
  problems: Problems,
  productIds: readonly Id<"prd">[],
  environmentIds: readonly Id<"env">[],
): void {
  if (productIds.length * environmentIds.length <= maxKeys) return;
  problems.add(
    "LIMIT_REACHED",
    `An application may have at most ${maxKeys} keys: products times environments.`,
  );
}

interface Choice {
  readonly field: "productIds" | "environmentIds";
  readonly noun: string;
}
export const productChoice: Choice = { field: "productIds", noun: "product" };
export const environmentChoice: Choice = { field: "environmentIds", noun: "environment" };

interface Offer {
  readonly found: readonly { readonly id: string; readonly name: string; readonly isOpen: boolean }[];
  readonly already?: readonly string[];
}

/** R14: at least one, each existing and open; what the application has already may be closed by now. */
export function checkChoice(
  problems: Problems,
  { field, noun }: Choice,
  ids: readonly string[],
  { found, already = [] }: Offer,
): void {
  if (ids.length < 1 || ids.length > maxChoices) {
    problems.add("INVALID", `Choose 1 to ${maxChoices} ${noun}s.`, [field]);
    return;
  }
  ids.forEach((id, index) => {
    const path = [field, `${index}`];
    const choice = found.find((candidate) => candidate.id === id);
    if (!choice) problems.add("NOT_FOUND", `There is no such ${noun}.`, path);
    else if (!choice.isOpen && !already.includes(id))
      problems.add("NOT_OPEN", `${choice.name} takes no new applications.`, path);
    else if (ids.indexOf(id) < index) problems.add("INVALID", `This ${noun} is chosen twice.`, path);
  });
}
