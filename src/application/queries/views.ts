import type { AccessTokenScope } from "../../domain/access-token/scope.js";
import type {
  AccessPolicy,
  EnvironmentTier,
  SecretRetrieval,
} from "../../domain/catalogue/api-environment.js";
import type { ApplicationType, Authentication } from "../../domain/client-application/application-type.js";
import type { GrantDecision } from "../../domain/client-application/state.js";
import type { TermsAcceptance } from "../../domain/developer/developer.js";
import type { Profile } from "../../domain/developer/profile.js";
import type { CompanyDetails } from "../../domain/partner/company-details.js";
import type { MemberRole } from "../../domain/partner/partner.js";

/** Plain rows of the read models. What only owners see is null or absent for others (R18). */

export interface DeveloperView {
  readonly id: string;
  readonly email: string;
  readonly profile: Profile;
  readonly termsAcceptance: TermsAcceptance | null;
  /** Null when he is no member. */
  readonly partnerId: string | null;
  readonly role: MemberRole | null;
}

export interface PartnerView {
  readonly id: string;
  readonly domains: readonly string[];
  readonly details: CompanyDetails;
}

export interface MemberView {
  readonly developerId: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
}

export interface ApplicationView {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  /** The name as it is compared and ordered (R11). */
  readonly nameKey: string;
  readonly description: string;
  readonly type: ApplicationType;
  readonly authentication: Authentication;
  readonly siteUrl: string | null;
  readonly redirectUrls: readonly string[];
  readonly productIds: readonly string[];
  readonly ownerId: string;
  readonly coOwnerIds: readonly string[];
  readonly deactivatedAt: Date | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface GrantView {
  readonly id: string;
  readonly applicationId: string;
  readonly environmentId: string;
  readonly requestedAt: Date;
  readonly decision: GrantDecision | null;
  readonly requestNote: string | null;
  /** Null for those who are not owners, and until issued. */
  readonly credentials: {
    readonly clientId: string;
    readonly secretPreview: string | null;
    readonly issuedAt: Date;
    /** Until when the secret before the last rotation goes on working (R28); null without one. */
    readonly retiringSecretExpiresAt: Date | null;
  } | null;
}

export interface KeyView {
  readonly id: string;
  readonly grantId: string;
  readonly productId: string;
  /** Null for those who are not owners, and until issued. */
  readonly preview: string | null;
  readonly issuedAt: Date | null;
  readonly provisionedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface ActivityView {
  readonly id: string;
  readonly at: Date;
  /** Null when the system itself acted. */
  readonly actorId: string | null;
  /** Null when the system itself acted. */
  readonly address: string | null;
  readonly action: string;
  /** Developers stand in it by their ids. */
  readonly summary: string;
  /** Null when it is about no application. */
  readonly applicationId: string | null;
}

export interface ApiView {
  readonly name: string;
  readonly version: string;
  readonly documentationUrl: string | null;
}

export interface ProductView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly embedIds: readonly string[];
  readonly isOpen: boolean;
}

export interface EnvironmentView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly institution: string;
  readonly tier: EnvironmentTier;
  readonly apiBaseUrl: string;
  readonly accessPolicy: AccessPolicy;
  readonly secretRetrieval: SecretRetrieval;
  readonly isOpen: boolean;
}

export interface InvitationView {
  readonly id: string;
  readonly email: string;
  readonly invitedById: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly withdrawnAt: Date | null;
}

export interface AccessTokenView {
  readonly id: string;
  readonly name: string;
  readonly preview: string;
  readonly scopes: readonly AccessTokenScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** One grant that an operator decides about, or has decided. */
export interface AccessRequestView {
  readonly grantId: string;
  readonly applicationId: string;
  readonly partnerId: string;
  readonly requestedAt: Date;
}

/** A gateway that refuses or does not answer. */
export interface ProvisioningFailureView {
  readonly grantId: string;
  readonly applicationId: string;
  readonly environmentId: string;
  readonly partnerId: string;
  readonly since: Date;
  readonly lastFailedAt: Date;
  readonly lastError: string;
  /** Null while it is being tried, and when it has been given up. */
  readonly nextTryAt: Date | null;
}
