import type { AccessTokenRequest } from "../../domain/access-token/access-token.js";
import type { EnvironmentChanges, ProductChanges } from "../../domain/catalogue/api-catalogue.js";
import type { EnvironmentDetails } from "../../domain/catalogue/api-environment.js";
import type { ProductDetails } from "../../domain/catalogue/api-product.js";
import type { Edit } from "../../domain/client-application/editing.js";
import type { Registration } from "../../domain/client-application/registration.js";
import type { ProfileChanges } from "../../domain/developer/profile.js";
import type { CompanyDetailsChanges } from "../../domain/partner/company-details.js";
import type { MemberRole } from "../../domain/partner/partner.js";
import type { Actor } from "../actor.js";
import type { Clock } from "../ports/clock.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";

/** A use case: one transaction (R32). Rejects with DomainError when the domain refuses; then nothing has changed. */
export type Command<Input, Result> = (actor: Actor, input: Input) => Promise<Result>;

interface OfApplication {
  readonly clientApplicationId: string;
}

/** Everything that a signed-in developer can do. */
export interface Commands {
  readonly updateProfile: Command<ProfileChanges, { developerId: string }>;
  readonly acceptTerms: Command<{ version: string }, { developerId: string }>;
  readonly updateCompanyDetails: Command<CompanyDetailsChanges, { partnerId: string }>;
  readonly registerClientApplication: Command<Registration, OfApplication>;
  readonly editClientApplication: Command<
    Edit & { clientApplicationId: string; expectedVersion: number },
    OfApplication
  >;
  readonly addCoOwner: Command<OfApplication & { developerId: string }, OfApplication>;
  readonly removeCoOwner: Command<OfApplication & { developerId: string }, OfApplication>;
  readonly transferOwnership: Command<OfApplication & { developerId: string }, OfApplication>;
  readonly revokeApiKey: Command<{ apiKeyId: string }, { apiKeyId: string }>;
  readonly revokeGrantCredentials: Command<{ grantId: string }, { grantId: string }>;
  readonly rotateApiKey: Command<
    { apiKeyId: string; overlapHours: number },
    { apiKeyId: string; successorId: string }
  >;
  readonly rotateClientSecret: Command<{ grantId: string; overlapHours: number }, { grantId: string }>;
  readonly deactivateClientApplication: Command<OfApplication, OfApplication>;
  readonly restoreClientApplication: Command<OfApplication, OfApplication>;
  readonly deleteClientApplication: Command<OfApplication & { confirmName: string }, OfApplication>;
  readonly inviteDeveloper: Command<{ email: string }, { invitationId: string }>;
  readonly resendInvitation: Command<{ invitationId: string }, { invitationId: string }>;
  readonly withdrawInvitation: Command<{ invitationId: string }, { invitationId: string }>;
  readonly changeMemberRole: Command<{ developerId: string; role: MemberRole }, { partnerId: string }>;
  readonly removeMember: Command<{ developerId: string; successorId: string | null }, { partnerId: string }>;
  readonly requestAccessAgain: Command<{ grantId: string; note: string }, { grantId: string }>;
  readonly approveAccess: Command<{ grantId: string }, { grantId: string }>;
  readonly rejectAccess: Command<{ grantId: string; reason: string }, { grantId: string }>;
  readonly retryProvisioning: Command<{ grantId: string }, { grantId: string }>;
  readonly createApiProduct: Command<ProductDetails & { slug: string }, { apiProductId: string }>;
  readonly updateApiProduct: Command<ProductChanges & { apiProductId: string }, { apiProductId: string }>;
  readonly createApiEnvironment: Command<EnvironmentDetails & { slug: string }, { apiEnvironmentId: string }>;
  readonly updateApiEnvironment: Command<
    EnvironmentChanges & { apiEnvironmentId: string },
    { apiEnvironmentId: string }
  >;
  readonly publishTerms: Command<{ version: string; url: string | null }, { version: string }>;
  /** `value` is the token in clear, shown this once. */
  readonly createAccessToken: Command<AccessTokenRequest, { accessTokenId: string; value: string }>;
  readonly deleteMyAccount: Command<{ confirmEmail: string }, { developerId: string }>;
  readonly revokeAccessToken: Command<{ accessTokenId: string }, { accessTokenId: string }>;
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
