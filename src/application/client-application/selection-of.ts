import type { ClientApplication } from "../../domain/client-application/client-application.js";
import { type CatalogueSelection, maxChoices } from "../../domain/client-application/registration.js";
import type { Id } from "../../domain/id.js";
import type { Catalogue } from "../ports/unit-of-work.js";

interface Choice {
  readonly productIds?: readonly Id<"prd">[] | undefined;
  readonly environmentIds?: readonly Id<"env">[] | undefined;
}

/** The part of the catalogue that a choice and an application name, with two statements. */
export async function selectionOf(
  catalogue: Catalogue,
  { productIds = [], environmentIds = [] }: Choice,
  application?: ClientApplication,
): Promise<CatalogueSelection> {
  const state = application?.state;
  return {
    products: await catalogue.products([...limited(productIds), ...(state?.productIds ?? [])]),
    environments: await catalogue.environments([
      ...limited(environmentIds),
      ...(application?.environmentIds ?? []),
    ]),
  };
}

/** One more than may be chosen tells that there are too many. */
export function limited<Chosen extends string>(ids: readonly Chosen[]): readonly Chosen[] {
  return ids.slice(0, maxChoices + 1);
}
