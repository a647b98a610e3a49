import type { Terms } from "../../domain/catalogue/terms.js";
import type { GrantStatus } from "../../domain/client-application/api-key-status.js";
import type { ApplicationType } from "../../domain/client-application/application-type.js";
import type { Page, Slice } from "./page.js";
import type { Viewer } from "./viewer.js";
import type {
  AccessRequestView,
  AccessTokenView,
  ActivityView,
  ApiView,
  ApplicationView,
  DeveloperView,
  EnvironmentView,
  GrantView,
  InvitationView,
  KeyView,
  MemberView,
  PartnerView,
  ProductView,
  ProvisioningFailureView,
} from "./views.js";

/**
 * Everything that can be read, one SQL statement a method. Each takes what it needs for all rows of a request at once,
 * and gives only what the viewer may see; what he may not see is left out, as if it did not exist (R18).
 */
export interface ReadModel {
  readonly clientApplications: ClientApplicationReads;
  readonly partners: PartnerReads;
  readonly developers: DeveloperReads;
  readonly catalogue: CatalogueReads;
  readonly accessTokens: AccessTokenReads;
}

/** All that `work` reads is of one moment: what is deleted meanwhile is still there. */
export type ConsistentReads = <T>(work: (reads: ReadModel) => Promise<T>) => Promise<T>;

export interface ApplicationFilter {
  readonly isDeactivated?: boolean | undefined;
  readonly type?: ApplicationType | undefined;
  readonly ownedBy?: string | undefined;
  /** Part of the name or description, ignoring case. */
  readonly search?: string | undefined;
  readonly environmentId?: string | undefined;
  readonly productId?: string | undefined;
}

export type ApplicationOrder = "NAME" | "CREATED_NEWEST" | "UPDATED_NEWEST";

export interface AccessRequestFilter {
  readonly status?: GrantStatus | undefined;
  readonly environmentId?: string | undefined;
  readonly partnerId?: string | undefined;
  /** Only those that were approved and have changed since. */
  readonly isChanged?: boolean | undefined;
}

export interface ClientApplicationReads {
  byId(viewer: Viewer, ids: readonly string[]): Promise<ApplicationView[]>;
  page(
    viewer: Viewer,
    partnerId: string,
    filter: ApplicationFilter,
    order: ApplicationOrder,
    page: Page,
  ): Promise<Slice<ApplicationView>>;
  count(viewer: Viewer, partnerId: string, filter: ApplicationFilter): Promise<number>;
  grants(viewer: Viewer, ids: readonly string[]): Promise<GrantView[]>;
  /** Of the partner's applications, and of all for operators. */
  requests(viewer: Viewer, ids: readonly string[]): Promise<AccessRequestView[]>;
  grantsOf(viewer: Viewer, applicationIds: readonly string[]): Promise<GrantView[]>;
  keys(viewer: Viewer, ids: readonly string[]): Promise<KeyView[]>;
  keysOf(viewer: Viewer, grantIds: readonly string[]): Promise<KeyView[]>;
  /** The audit trails, newest first, by application; owners only (R18). */
  activity(
    viewer: Viewer,
    applicationIds: readonly string[],
    page: Page,
  ): Promise<ReadonlyMap<string, Slice<ActivityView>>>;
  countActivity(viewer: Viewer, applicationIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Of all partners, the longest waiting first; for operators. All when no status is given. */
  accessRequests(viewer: Viewer, filter: AccessRequestFilter, page: Page): Promise<Slice<AccessRequestView>>;
  countAccessRequests(viewer: Viewer, filter: AccessRequestFilter): Promise<number>;
  /** Of all partners, the longest failing first; for operators. */
  provisioningFailures(viewer: Viewer, page: Page): Promise<Slice<ProvisioningFailureView>>;
  countProvisioningFailures(viewer: Viewer): Promise<number>;
  /** By grant; for operators. */
  failuresOf(viewer: Viewer, grantIds: readonly string[]): Promise<ProvisioningFailureView[]>;
}

export interface PartnerReads {
  byId(viewer: Viewer, ids: readonly string[]): Promise<PartnerView[]>;
  /** In the order of joining. */
  members(viewer: Viewer, partnerId: string, page: Page): Promise<Slice<MemberView>>;
  countMembers(viewer: Viewer, partnerId: string): Promise<number>;
  /** The audit trail of the viewer's company, newest first; for its ADMINs only. */
  activity(viewer: Viewer, partnerId: string, page: Page): Promise<Slice<ActivityView>>;
  countActivity(viewer: Viewer, partnerId: string): Promise<number>;
  invitations(viewer: Viewer, ids: readonly string[]): Promise<InvitationView[]>;
  /** Newest first; for the members of the partner. */
  invitationPage(viewer: Viewer, partnerId: string, page: Page): Promise<Slice<InvitationView>>;
  countInvitations(viewer: Viewer, partnerId: string): Promise<number>;
}

export interface DeveloperReads {
  /** Oneself, the members of one's partner, and owners of its applications who are no members any more; all for operators. */
  byId(viewer: Viewer, ids: readonly string[]): Promise<DeveloperView[]>;
  /** Everything that Portico keeps of the viewer, in plain JSON; no secret, no hash. */
  personalData(viewer: Viewer): Promise<Readonly<Record<string, unknown>>>;
}

/** The viewer's own. */
export interface AccessTokenReads {
  byId(viewer: Viewer, ids: readonly string[]): Promise<AccessTokenView[]>;
  /** Those that are not revoked, newest first. */
  page(viewer: Viewer, page: Page): Promise<Slice<AccessTokenView>>;
  count(viewer: Viewer): Promise<number>;
}

/** The catalogue and the terms are public. */
export interface CatalogueReads {
  products(ids: readonly string[]): Promise<ProductView[]>;
  /** By name; `search` is a part of the name or description, ignoring case. */
  productPage(search: string | undefined, page: Page): Promise<Slice<ProductView>>;
  countProducts(search: string | undefined): Promise<number>;
  /** The APIs of each product and of all that it embeds, directly or not, each once. */
  apisOf(productIds: readonly string[]): Promise<ReadonlyMap<string, readonly ApiView[]>>;
  environments(ids: readonly string[]): Promise<EnvironmentView[]>;
  /** By institution and name. */
  environmentPage(page: Page): Promise<Slice<EnvironmentView>>;
  countEnvironments(): Promise<number>;
  /** Null while none are published. */
  currentTerms(): Promise<Terms | null>;
}
