import type { SecretRetrieval } from "../../domain/catalogue/api-environment.js";
import type { Id } from "../../domain/id.js";
import { found } from "../found.js";
import type { Catalogue } from "../ports/unit-of-work.js";

/** How often secrets of the environment may be viewed (R19). Throws NOT_FOUND. */
export async function retrievalOf(catalogue: Catalogue, environmentId: Id<"env">): Promise<SecretRetrieval> {
  const [environment] = await catalogue.environments([environmentId]);
  return found(environment ?? null, "environment").secretRetrieval;
}
