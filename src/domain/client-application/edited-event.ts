import type { Edit, EditOutcome } from "./editing.js";
import type { Happening } from "./events.js";
import { namesOf } from "./names.js";
import type { CatalogueSelection } from "./registration.js";

const words: Partial<Record<keyof Edit, string>> = {
  name: "name",
  description: "description",
  siteUrl: "site URL",
  redirectUrls: "redirect URLs",
};

/** What an edit has changed, in the catalogue's words. */
export function editedEvent(
  outcome: EditOutcome,
  oldName: string,
  { products, environments }: CatalogueSelection,
): Happening {
  return {
    type: "ClientApplicationEdited",
    details: outcome.fields.flatMap((field) => words[field] ?? []),
    oldName,
    addedProducts: namesOf(products, outcome.addedProductIds),
    removedProducts: namesOf(products, outcome.removedProductIds),
    addedEnvironments: namesOf(environments, outcome.addedEnvironmentIds),
    removedEnvironments: namesOf(environments, outcome.removedEnvironmentIds),
    affectedEnvironmentIds: outcome.affectedEnvironmentIds,
    awaitingEnvironmentIds: outcome.awaitingEnvironmentIds,
  };
}
