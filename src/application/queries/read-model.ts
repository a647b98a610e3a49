import type { AccessTokenScope } from "../../domain/access-token/scope.js";
import type { AccessPolicy, EnvironmentTier } from "../../domain/catalogue/api-environment.js";
import type { RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Terms } from "../../domain/catalogue/terms.js";
import type { ApiKeyStatus, GrantStatus } from "../../domain/client-application/api-key-status.js";
import type { ApplicationType } from "../../domain/client-application/application-type.js";
import type { NameClash } from "../../domain/client-application/name-taken.js";
import type { Id } from "../../domain/id.js";
import type { InvitationStatus } from "../../domain/partner/invitation.js";
import type { MemberRole } from "../../domain/partner/partner.js";
import type { ActorId } from "../actor-id.js";
import type { AuditAction } from "../consequences/audit/audit-action.js";
import type { Gathering } from "./gathering.js";
import type { Filtered, List, ListOfEach, PositionedList } from "./list.js";
import type { Position } from "./page.js";
import type { UsageCount, UsageRange } from "./usage.js";
import type { Viewer } from "./viewer.js";
import type {
  AccessRequestView,
  AccessTokenView,
  ActivityView,
  ApiView,
  ApplicationView,
  DeveloperView,
  DomainProofView,
  EnvironmentView,
  GatewayTokenView,
  GrantView,
  InvitationView,
  JoinRequestView,
  KeyView,
  MemberView,
  PartnerView,
  ProductView,
  ProvisioningFailureView,
} from "./views.js";

/**
 * Everything that can be read, one SQL statement a method. Each takes what it needs for all rows of a request at once,
 * and gives only what the viewer may see; what they may not see is left out, as if it did not exist (R18).
 */
export interface ReadModel {
  readonly clientApplications: ClientApplicationReads;
  readonly partners: PartnerReads;
  readonly developers: DeveloperReads;
  readonly catalogue: CatalogueReads;
  readonly accessTokens: AccessTokenReads;
  readonly gatewayTokens: GatewayTokenReads;
  readonly usage: UsageReads;
}

/** All that `work` reads is of one moment: what is deleted meanwhile is still there. */
export type ConsistentReads = <T>(work: (reads: ReadModel) => Promise<T>) => Promise<T>;

/** A list of one partner. */
export interface OfPartner {
  readonly partnerId: Id<"prt">;
}

/** What is left out, or null, asks for nothing. */
type Parts<Whole> = { readonly [Part in keyof Whole]?: Whole[Part] | null | undefined };

/** Of keys: with a status as of now, and that expire, or have expired, before an instant. */
export type KeyFilter = Parts<{ status: ApiKeyStatus; expiresBefore: Date }>;

export type ApplicationFilter = Parts<{
  isDeactivated: boolean;
  type: ApplicationType;
  ownedBy: Id<"dev">;
  /** Part of the name or description, ignoring case. */
  search: string;
  environmentId: Id<"env">;
  productId: Id<"prd">;
  /** With at least one key of which all of this is true. */
  key: KeyFilter;
}>;

/** Of the applications of all partners. */
export type AnyApplicationFilter = Parts<{
  /** Part of the name or description, ignoring case. */
  search: string;
  partnerId: Id<"prt">;
}>;

export type ApplicationOrder =
  | "NAME"
  | "CREATED_NEWEST"
  | "CREATED_OLDEST"
  | "UPDATED_NEWEST"
  | "UPDATED_OLDEST";

export type AccessRequestFilter = Parts<{
  status: GrantStatus;
  environmentId: Id<"env">;
  partnerId: Id<"prt">;
  /** Only those that were approved and have changed since. */
  isChanged: true;
}>;

/** By when something was made, asked for or done. */
export type AgeOrder = "NEWEST" | "OLDEST";

export type ProvisioningFailureFilter = Parts<{ environmentId: Id<"env"> }>;

export type ActivityFilter = Parts<{
  /** Any of them. */
  actions: readonly AuditAction[];
  actorId: ActorId;
  /** At this instant or later. */
  since: Date;
  /** Before this instant. */
  until: Date;
}>;

export type PartnerActivityFilter = ActivityFilter & Parts<{ applicationId: Id<"app"> }>;

export type PartnerFilter = Parts<{
  /** Part of the legal name or of a domain, ignoring case. */
  search: string;
  /** Only those that are suspended. */
  isSuspended: true;
}>;

export type PartnerOrder = "NEWEST" | "OLDEST" | "NAME";

export type MemberFilter = Parts<{
  role: MemberRole;
  /** Part of the name or address, ignoring case. */
  search: string;
}>;

export type MemberOrder = "JOINED_OLDEST" | "JOINED_NEWEST" | "NAME";

export interface JoinRequestFilter {
  /** Those that were declined, rather than those that wait. */
  readonly isDeclined: boolean;
}

export type InvitationFilter = Parts<{ status: InvitationStatus }>;

export type AccessTokenFilter = Parts<{ scope: AccessTokenScope; isExpired: boolean }>;

export type CompanyTokenFilter = AccessTokenFilter & Parts<{ applicationId: Id<"app"> }>;

export type AccessTokenOrder = "NEWEST" | "NAME" | "EXPIRES_SOONEST";

export type ProductFilter = Parts<{
  /** Part of the name or description, ignoring case. */
  search: string;
  isOpen: boolean;
}>;

export type ProductOrder = "NAME" | "NEWEST";

export type EnvironmentFilter = Parts<{
  /** Part of the name or institution, ignoring case. */
  search: string;
  isOpen: boolean;
  tier: EnvironmentTier;
  accessPolicy: AccessPolicy;
}>;

export type EnvironmentOrder = "INSTITUTION" | "NAME" | "NEWEST";

export type WantedApplications = OfPartner & Filtered<ApplicationFilter>;

export interface ClientApplicationReads {
  byId(viewer: Viewer, ids: readonly Id<"app">[]): Promise<ApplicationView[]>;
  /** All of a partner's, for its members; by name unless ordered otherwise. */
  readonly ofPartner: PositionedList<WantedApplications, ApplicationView, ApplicationOrder>;
  /** Of all partners, by name unless ordered otherwise; for operators. */
  readonly all: List<Filtered<AnyApplicationFilter>, ApplicationView, ApplicationOrder>;
  /** The partner's, and single ones, with what belongs to them; null where each is to be read by itself. */
  readonly gathering: Gathering<WantedApplications, ApplicationOrder> | null;
  /** R11: whether another application of the partner than `exceptId` has this name, which is in stored form. */
  nameClash(partnerId: Id<"prt">, name: string, exceptId: Id<"app"> | null): Promise<NameClash | null>;
  grants(viewer: Viewer, ids: readonly Id<"grt">[]): Promise<GrantView[]>;
  /** Of the partner's applications, and of all for operators. */
  requests(viewer: Viewer, ids: readonly Id<"req">[]): Promise<AccessRequestView[]>;
  grantsOf(viewer: Viewer, applicationIds: readonly Id<"app">[]): Promise<GrantView[]>;
  keys(viewer: Viewer, ids: readonly Id<"key">[]): Promise<KeyView[]>;
  keysOf(viewer: Viewer, grantIds: readonly Id<"grt">[]): Promise<KeyView[]>;
  /** The applications' audit trails, newest first; owners only (R18). */
  readonly activity: ListOfEach<ActivityFilter, ActivityView, AgeOrder, Id<"app">>;
  /** Of all partners, the longest waiting first; for operators. */
  readonly accessRequests: List<Filtered<AccessRequestFilter>, AccessRequestView, AgeOrder>;
  /** Of all partners, the longest failing first; for operators. */
  readonly provisioningFailures: List<Filtered<ProvisioningFailureFilter>, ProvisioningFailureView, AgeOrder>;
  /** By grant; for operators. */
  failuresOf(viewer: Viewer, grantIds: readonly Id<"grt">[]): Promise<ProvisioningFailureView[]>;
}

/** One that has the legal name of another. */
export interface Namesake {
  readonly id: Id<"prt">;
  readonly ofId: Id<"prt">;
}

export interface PartnerReads {
  byId(viewer: Viewer, ids: readonly Id<"prt">[]): Promise<PartnerView[]>;
  /** All of them, the newest first unless ordered otherwise; for operators. */
  readonly all: List<Filtered<PartnerFilter>, PartnerView, PartnerOrder>;
  /** Other partners whose legal name is the same or looks the same, at most ten of each; for operators (R6). */
  namesakesOf(viewer: Viewer, ids: readonly Id<"prt">[]): Promise<Namesake[]>;
  /** In the order of joining; for the members themselves, and for operators. */
  readonly members: PositionedList<OfPartner & Filtered<MemberFilter>, MemberView, MemberOrder>;
  /** The audit trail of the viewer's company, newest first; for its ADMINs only. */
  readonly activity: List<OfPartner & Filtered<PartnerActivityFilter>, ActivityView, AgeOrder>;
  /** In the order of asking; for its ADMINs (R38), and for operators. */
  readonly joinRequests: List<OfPartner & Filtered<JoinRequestFilter>, JoinRequestView, AgeOrder>;
  /** What they prove, or have proven; for their ADMINs (R38). */
  domainProofsOf(viewer: Viewer, ids: readonly Id<"prt">[]): Promise<DomainProofView[]>;
  /** By developer; for the members themselves, and for operators. */
  membersById(viewer: Viewer, developerIds: readonly Id<"dev">[]): Promise<MemberView[]>;
  /** By developer; for ADMINs (R38), and for operators. */
  joinRequestsById(viewer: Viewer, developerIds: readonly Id<"dev">[]): Promise<JoinRequestView[]>;
  /** Entries of the trails that the viewer may see: their applications', and for ADMINs the company's. */
  activityById(viewer: Viewer, ids: readonly Id<"act">[]): Promise<ActivityView[]>;
  invitationsById(viewer: Viewer, ids: readonly Id<"inv">[]): Promise<InvitationView[]>;
  /** Newest first; for the members of the partner. */
  readonly invitations: PositionedList<OfPartner & Filtered<InvitationFilter>, InvitationView, AgeOrder>;
}

export interface PersonalData {
  readonly data: Readonly<Record<string, unknown>>;
  /** Behind which the next page begins; null when there is none. */
  readonly next: Position | null;
}

export interface DeveloperReads {
  /** R37: that of the address' domain. */
  isCompanySuspended(email: string): Promise<boolean>;
  /** Oneself, the members of one's partner, for its ADMINs who asks to join, and owners of its applications who are no longer members; all for operators. */
  byId(viewer: Viewer, ids: readonly Id<"dev">[]): Promise<DeveloperView[]>;
  /**
   * A page of everything that Portico keeps of the viewer, in plain JSON; no secret, no hash. Throws UnknownPosition.
   */
  personalData(viewer: Viewer, after: Position | null): Promise<PersonalData>;
}

/** The viewer's own; of the company's, an ADMIN sees all, and an owner those that name what they own. */
export interface AccessTokenReads {
  byId(viewer: Viewer, ids: readonly Id<"pat">[]): Promise<AccessTokenView[]>;
  /** Those that are not revoked, newest first. */
  readonly ofDeveloper: PositionedList<
    { readonly developerId: Id<"dev"> } & Filtered<AccessTokenFilter>,
    AccessTokenView,
    AccessTokenOrder
  >;
  /** The same of a company. */
  readonly ofPartner: PositionedList<
    OfPartner & Filtered<CompanyTokenFilter>,
    AccessTokenView,
    AccessTokenOrder
  >;
}

/** For operators. */
export interface GatewayTokenReads {
  byId(viewer: Viewer, ids: readonly Id<"gwt">[]): Promise<GatewayTokenView[]>;
  /** Those that are not revoked, newest first. */
  ofEnvironments(viewer: Viewer, environmentIds: readonly Id<"env">[]): Promise<GatewayTokenView[]>;
}

/** For everybody who sees the application, sums of all its keys, also of those that are gone since (R18, R25). */
export interface UsageReads {
  ofKeys(viewer: Viewer, ids: readonly Id<"key">[], range: UsageRange): Promise<UsageCount<Id<"key">>[]>;
  ofGrants(viewer: Viewer, ids: readonly Id<"grt">[], range: UsageRange): Promise<UsageCount<Id<"grt">>[]>;
  ofApplications(
    viewer: Viewer,
    ids: readonly Id<"app">[],
    range: UsageRange,
  ): Promise<UsageCount<Id<"app">>[]>;
}

/** The catalogue and the terms are public. */
export interface CatalogueReads {
  products(ids: readonly Id<"prd">[]): Promise<ProductView[]>;
  /** R35: default ones; for operators all, and for owners what their applications were given. */
  ratePlans(viewer: Viewer, ids: readonly Id<"rpl">[]): Promise<RatePlan[]>;
  productsBySlug(slugs: readonly string[]): Promise<ProductView[]>;
  /** By name. */
  readonly allProducts: PositionedList<Filtered<ProductFilter>, ProductView, ProductOrder>;
  /** The APIs of each product and of all that it embeds, directly or not, each once. */
  apisOf(productIds: readonly Id<"prd">[]): Promise<ReadonlyMap<string, readonly ApiView[]>>;
  environments(ids: readonly Id<"env">[]): Promise<EnvironmentView[]>;
  environmentsBySlug(slugs: readonly string[]): Promise<EnvironmentView[]>;
  /** By institution and name. */
  readonly allEnvironments: PositionedList<Filtered<EnvironmentFilter>, EnvironmentView, EnvironmentOrder>;
  /** All of all products, each once. */
  allApis(): Promise<readonly ApiView[]>;
  /** All versions, the current one and those before. */
  allTerms(): Promise<readonly Terms[]>;
  /** Null while none are published. */
  currentTerms(): Promise<Terms | null>;
}
