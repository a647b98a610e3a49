import type { Registration } from "../../domain/client-application/registration.js";
import type { ProfileChanges } from "../../domain/developer/profile.js";
import type { CompanyDetailsChanges } from "../../domain/partner/company-details.js";
import type { Actor } from "../actor.js";
import type { Clock } from "../ports/clock.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";

/** A use case: one transaction (R32). Rejects with DomainError when the domain refuses; then nothing has changed. */
export type Command<Input, Result> = (actor: Actor, input: Input) => Promise<Result>;

/** Everything that a signed-in developer can do. */
export interface Commands {
  readonly updateProfile: Command<ProfileChanges, { developerId: string }>;
  readonly acceptTerms: Command<{ version: string }, { developerId: string }>;
  readonly updateCompanyDetails: Command<CompanyDetailsChanges, { partnerId: string }>;
  readonly registerClientApplication: Command<Registration, { clientApplicationId: string }>;
  /** `value` is the key in clear. */
  readonly revealApiKey: Command<{ apiKeyId: string }, { apiKeyId: string; value: string }>;
  /** `value` is the secret in clear. */
  readonly revealClientSecret: Command<{ grantId: string }, { grantId: string; value: string }>;
}

/** What commands are made of; each takes what it needs. */
export interface CommandPorts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly vault: SecretVault;
}
