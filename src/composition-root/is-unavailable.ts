import { isDatabaseAway } from "../infrastructure/database/is-database-away.js";
import { ProviderAway } from "../infrastructure/identity/provider-away.js";

/** Whether something failed only because the database, or the OpenID provider, is away. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof ProviderAway || isDatabaseAway(error);
}
