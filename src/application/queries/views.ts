import type { AccessTokenState } from "../../domain/access-token/access-token.js";
import type { ApiEnvironmentState } from "../../domain/catalogue/api-environment.js";
import type { Api, ApiProductState } from "../../domain/catalogue/api-product.js";
import type { GatewayKind } from "../../domain/catalogue/environment-gateway.js";
import type {
  AccessDecision,
  AccessGrantState,
  AccessRequestState,
  ApiKeyState,
  ClientApplicationState,
  ClientCredentialsState,
} from "../../domain/client-application/state.js";
import type { DeveloperState } from "../../domain/developer/developer.js";
import type { GatewayTokenState } from "../../domain/gateway/gateway-token.js";
import type { Id } from "../../domain/id.js";
import type { DomainProofState } from "../../domain/partner/domain-proof.js";
import type { InvitationState } from "../../domain/partner/invitation.js";
import type { JoiningPolicy, JoinRequestState } from "../../domain/partner/joining.js";
import type { MemberRole, MemberState, PartnerState } from "../../domain/partner/partner.js";
import type { ActorId } from "../actor-id.js";
import type { AuditAction } from "../consequences/audit/audit-action.js";

/*
 * Plain rows of the read models. Each is the state of a thing without what nobody reads, and with what the state does
 * not know: a fact that is added to a state is read here and shown by its GraphQL type, or named as left out, or the
 * code does not compile. What only owners see is null for others (R18).
 */

export interface DeveloperView extends Omit<DeveloperState, "createdAt"> {
  /** What they asked of their company, and how colleagues join it; null when they have not asked (R38). */
  readonly joinRequest: { readonly declinedAt: Date | null; readonly policy: JoiningPolicy } | null;
  /** Null for somebody who is no member. */
  readonly partnerId: Id<"prt"> | null;
  readonly role: MemberRole | null;
}

type Unread = "members" | "invitations" | "joinRequests" | "formerAddressHashes" | "domainProofs";

export interface PartnerView extends Omit<PartnerState, Unread | "createdAt" | "updatedAt"> {
  readonly domainsProven: readonly string[];
}

/** A developer with their company, as both see themselves. */
export interface OwnViews {
  readonly developer: DeveloperView;
  readonly partner: PartnerView | null;
}

export type MemberView = MemberState;

export type JoinRequestView = JoinRequestState;

export interface DomainProofView extends DomainProofState {
  readonly partnerId: Id<"prt">;
}

export interface ApplicationView extends Omit<ClientApplicationState, "grants"> {
  /** False once the owner has left (R23). */
  readonly isOwnerMember: boolean;
}

export interface GrantView extends Omit<AccessGrantState, "credentials" | "keys" | "requests"> {
  readonly applicationId: Id<"app">;
  /** In the order of asking. */
  readonly requests: readonly Omit<AccessRequestView, "partnerId">[];
  /** Null for those who are not owners, and until issued. */
  readonly credentials: CredentialsView | null;
}

type Unshown = "secret" | "provisionedAt" | "retiring";

export interface CredentialsView extends Omit<ClientCredentialsState, Unshown> {
  readonly secretPreview: string | null;
  /** Until when the secret before the last rotation goes on working (R28); null without one. */
  readonly retiringSecretExpiresAt: Date | null;
  /** When that one was reported as public; null when it was not. */
  readonly retiringSecretLeakedAt: Date | null;
}

/** When it was last shown is told to nobody; it decides whether it can be shown again (R19). */
export interface KeyView extends Omit<ApiKeyState, "secret" | "networks"> {
  readonly grantId: Id<"grt">;
  /** Null for those who are not owners, and until issued. */
  readonly preview: string | null;
  /** R40. Null for those who are not owners. */
  readonly networks: readonly string[] | null;
  readonly lastUsedAt: Date | null;
}

export interface ActivityView {
  readonly id: Id<"act">;
  readonly at: Date;
  /** Null when the system itself acted. */
  readonly actorId: ActorId | null;
  /** Null when the system itself acted. */
  readonly address: string | null;
  readonly action: AuditAction;
  /** Developers stand in it by their ids. */
  readonly summary: string;
  /** Null when it is about no application. */
  readonly applicationId: Id<"app"> | null;
}

export type ApiView = Api;

/** With its own APIs; those of embedded products are read apart. */
export type ProductView = Omit<ApiProductState, "createdAt">;

/** How its gateway is told is nobody's to see. */
export type EnvironmentView = Omit<ApiEnvironmentState, "createdAt" | "gateway"> & {
  readonly gatewayKind: GatewayKind;
};

export type InvitationView = Omit<InvitationState, "sendings">;

export interface AccessTokenView extends Omit<AccessTokenState, "owner" | "hash"> {
  /** Null for a company's, and only for that. */
  readonly developerId: Id<"dev"> | null;
  readonly partnerId: Id<"prt"> | null;
  /** What a company's names; some may have been deleted since. */
  readonly applicationIds: readonly Id<"app">[] | null;
  readonly createdById: Id<"dev"> | null;
  readonly lastUsedAt: Date | null;
}

export interface GatewayTokenView extends Omit<GatewayTokenState, "hash"> {
  readonly lastUsedAt: Date | null;
}

/** What was asked for in an environment at one time (R17). Who decided is nobody's to see. */
export interface AccessRequestView extends Omit<AccessRequestState, "decision"> {
  readonly grantId: Id<"grt">;
  readonly applicationId: Id<"app">;
  readonly partnerId: Id<"prt">;
  readonly decision: Omit<AccessDecision, "byId"> | null;
}

/** A gateway that refuses or does not answer. */
export interface ProvisioningFailureView {
  readonly grantId: Id<"grt">;
  readonly applicationId: Id<"app">;
  readonly environmentId: Id<"env">;
  readonly partnerId: Id<"prt">;
  readonly since: Date;
  readonly lastFailedAt: Date;
  readonly lastError: string;
  /** Null while it is being tried, and when it has been given up. */
  readonly nextTryAt: Date | null;
}
