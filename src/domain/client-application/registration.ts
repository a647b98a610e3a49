import type { ApiEnvironment } from "../catalogue/api-environment.js";
import type { ApiProduct } from "../catalogue/api-product.js";
import { Problems } from "../domain-error.js";
import { nameText, plainText } from "../text.js";
import { webAddress } from "../web-address.js";
import {
  type ApplicationType,
  type Authentication,
  assertTypeAndAuthentication,
} from "./application-type.js";
import { redirectUrls } from "./redirect-url.js";

export interface Registration {
  readonly name: string;
  readonly description: string;
  readonly type: ApplicationType;
  readonly authentication: Authentication;
  readonly siteUrl: string | null;
  readonly redirectUrls: readonly string[];
  readonly productIds: readonly string[];
  readonly environmentIds: readonly string[];
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
  const name = problems.check(() => applicationName(registration.name));
  const description = problems.check(() => applicationDescription(registration.description));
  const siteUrl = problems.check(
    () => registration.siteUrl && webAddress(registration.siteUrl, "The site URL", ["siteUrl"]),
  );
  problems.check(() => assertTypeAndAuthentication(type, authentication));
  const urls = problems.check(() => redirectUrls(registration.redirectUrls, type, authentication));
  checkChoice(problems, "productIds", "product", productIds, catalogue.products);
  checkChoice(problems, "environmentIds", "environment", environmentIds, catalogue.environments);
  checkKeyCount(problems, productIds, environmentIds);
  problems.throwIfAny();
  return {
    ...registration,
    name: name ?? "",
    description: description ?? "",
    siteUrl: siteUrl ?? null,
    redirectUrls: urls ?? [],
  };
}

/** R11: 3 to 80 characters. */
export function applicationName(value: string): string {
  return nameText(value, { label: "The application name", min: 3, max: 80, path: ["name"] });
}

export function applicationDescription(value: string): string {
  return plainText(value, { label: "The description", min: 1, max: 1000, path: ["description"] });
}

/** R11: names are compared ignoring case and outer space. */
export function comparedName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

export function checkKeyCount(
  problems: Problems,
  productIds: readonly string[],
  environmentIds: readonly string[],
): void {
  if (productIds.length * environmentIds.length <= maxKeys) return;
  problems.add(
    "LIMIT_REACHED",
    `An application may have ${maxKeys} keys at most: products times environments.`,
  );
}

/** R14: at least one, each existing and open; what the application has already may be closed by now. */
export function checkChoice(
  problems: Problems,
  field: "productIds" | "environmentIds",
  noun: string,
  ids: readonly string[],
  found: readonly { readonly id: string; readonly name: string; readonly isOpen: boolean }[],
  already: readonly string[] = [],
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
