import type { ApiEnvironment } from "../../domain/catalogue/api-environment.js";
import type { DesiredAccess } from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";
import type { Transaction } from "./unit-of-work.js";

/** What enforces keys in an environment. */
export interface Gateway {
  /**
   * Makes the environment accept exactly `access` of the application: no more, no less. Idempotent; may be called
   * again with the same or with newer access. Rejects when the gateway cannot be reached or refuses.
   */
  apply(environmentId: Id<"env">, applicationId: Id<"app">, access: DesiredAccess): Promise<void>;
  /**
   * The same as part of a transaction, where the environment's gateway keeps what it accepts in the same database: it accepts it
   * exactly when the transaction commits. False, and nothing done, where the gateway is elsewhere, as it is where this is left out.
   */
  applyWithin?(
    transaction: Transaction,
    environment: ApiEnvironment,
    applicationId: Id<"app">,
    access: DesiredAccess,
  ): Promise<boolean>;
}

export interface VerifiedKey {
  readonly apiKeyId: Id<"key">;
  readonly productId: Id<"prd">;
  readonly applicationId: Id<"app">;
}

/** Asked by whoever serves API calls. */
export interface KeyVerifier {
  /** Null for a key that the environment does not accept. `hashes` are those the vault gives for the presented key. */
  verify(environmentId: Id<"env">, hashes: readonly string[], now: Date): Promise<VerifiedKey | null>;
}
