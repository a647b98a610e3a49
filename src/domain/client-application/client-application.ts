import type { CompanyToken } from "../access-token/company-token.js";
import type { ApiEnvironment, SecretRetrieval } from "../catalogue/api-environment.js";
import { withRatePlan } from "../catalogue/rate-plan.js";
import { refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Id } from "../id.js";
import type { Operator } from "../operator.js";
import type { FormerMember, Member, ReadyMember } from "../partner/partner.js";
import { assertNotConcerned, type Reviewer } from "../partner/reviewer.js";
import {
  accessApproved,
  accessChangesSeen,
  accessRejected,
  accessRequestedAgain,
  nextApprovedByPolicy,
} from "./access-decisions.js";
import { byDecision, findKey, grantFacts, grantOf, replaceGrant } from "./access-grant.js";
import { hasApproval } from "./access-request.js";
import { assertMayChange, assertMayDelete, assertMayTransfer, assertOwner, assertVisible } from "./acting.js";
import type { ClientKeys } from "./client-keys.js";
import * as credentials from "./credential-changes.js";
import type { Issuing } from "./credentials.js";
import { type DesiredAccess, desiredAccess, isSameAccess } from "./desired-access.js";
import { type EditAttempt, edited } from "./editing.js";
import type { ClientApplicationEvent, Happening, RefusedReveal } from "./events.js";
import type { GrantChange } from "./grant-change.js";
import { type Leaked, leaked } from "./leaking.js";
import { hasLeft, isOwner, withCoOwner, withOwner, withoutCoOwner, withoutFormerMember } from "./owners.js";
import { confirmLive, credentialsIssued, type Issuance, type SecretIssuer } from "./provisioning.js";
import { type CatalogueSelection, type Registration, registered } from "./registration.js";
import type { AccessGrantState, ClientApplicationState, Making, SealedSecret } from "./state.js";

/** Who acts as the owners do: a member who is one, or a token of the company's that names the application. */
type Owning = Member | CompanyToken;

/** What calls the APIs. Belongs to a partner; decides everything about its owners, grants and keys itself. */
export class ClientApplication {
  readonly events = new EventLog<ClientApplicationEvent>();

  private deleted = false;

  private constructor(private current: ClientApplicationState) {}

  static fromState(state: ClientApplicationState): ClientApplication {
    return new ClientApplication(state);
  }

  /** R10 to R17. Only queues the provisioning (R16). Throws every problem of the input at once. */
  static register(
    by: ReadyMember,
    registration: Registration,
    catalogue: CatalogueSelection,
    making: Making,
  ): ClientApplication {
    const application = new ClientApplication(registered(by, registration, catalogue, making));
    const { environmentIds } = registration;
    const decisions = byDecision(application.current.grants);
    application.record({ type: "ClientApplicationRegistered", environmentIds, ...decisions });
    return application;
  }

  get state(): ClientApplicationState {
    return this.current;
  }

  get id(): Id<"app"> {
    return this.current.id;
  }

  /** R31: it is to vanish, with all that belongs to it. */
  get isDeleted(): boolean {
    return this.deleted;
  }

  get environmentIds(): Id<"env">[] {
    return this.current.grants.map(({ environmentId }) => environmentId);
  }

  /**
   * R24 to R26. An edit that changes nothing leaves no trace; one that adds environments needs what registering needs
   * (R10). Throws NOT_AN_OWNER, STALE_VERSION, NOT_READY_TO_REGISTER, all of R11 to R14.
   */
  edit(by: Owning, attempt: EditAttempt, catalogue: CatalogueSelection, making: Making): void {
    assertMayChange(this.current, by);
    const { state, isChange, ...changes } = edited(this.current, attempt, catalogue, making);
    if (!isChange) return;
    this.change(state, { type: "ClientApplicationEdited", ...changes }, making.now);
  }

  /** R20, R21. Throws NOT_AN_OWNER, NOT_A_MEMBER, ALREADY_AN_OWNER, LIMIT_REACHED. */
  addCoOwner(by: Member, added: Member, now: Date): void {
    assertMayChange(this.current, by);
    const { developerId } = added;
    this.change(withCoOwner(this.current, added), { type: "CoOwnerAdded", developerId }, now);
  }

  /** R22. Throws NOT_AN_OWNER, OWNER_CANNOT_BE_REMOVED, NOT_A_CO_OWNER. */
  removeCoOwner(by: Member, removedId: Id<"dev">, now: Date): void {
    assertMayChange(this.current, by);
    const next = withoutCoOwner(this.current, by, removedId);
    const isOwnWish = by.developerId === removedId;
    this.change(next, { type: "CoOwnerRemoved", developerId: removedId, isOwnWish }, now);
  }

  /** R23. Throws NOT_AN_OWNER, ALREADY_AN_OWNER, NOT_A_CO_OWNER, NOT_A_MEMBER. */
  transferOwnership(by: Member, next: Member, departed: FormerMember | null, now: Date): void {
    assertMayTransfer(this.current, by, hasLeft(this.current, departed));
    const { developerId } = next;
    const owned = withOwner(this.current, next, departed);
    this.change(owned, { type: "OwnershipTransferred", developerId }, now);
  }

  /** R9. Does nothing for somebody who was no owner. Throws OWNS_APPLICATIONS, NOT_A_MEMBER. */
  memberLeft(former: FormerMember, successor: Member | null, now: Date): void {
    if (!isOwner(this.current, former.developerId)) return;
    const wasOwner = this.current.ownerId === former.developerId;
    const next = withoutFormerMember(this.current, former, successor);
    const happening: Happening = wasOwner
      ? { type: "OwnershipTransferred", developerId: next.ownerId }
      : { type: "CoOwnerRemoved", developerId: former.developerId, isOwnWish: false };
    this.change(next, happening, now);
  }

  /** R17: for the products that were asked for. Throws NOT_FOUND, OWN_PARTNER, ALREADY_DECIDED. */
  approveAccess(by: Reviewer, requestId: Id<"req">, now: Date): void {
    this.changeGrant(accessApproved(this.current, by, requestId, now), now);
  }

  /** R17: what waits in the environment is decided, if that has come to need no approval. */
  approveByPolicy(environment: Pick<ApiEnvironment, "id" | "accessPolicy">, now: Date): void {
    const approved = () => nextApprovedByPolicy(this.current, environment, now);
    for (let change = approved(); change; change = approved()) this.changeGrant(change, now);
  }

  /** R17. Throws NOT_FOUND, OWN_PARTNER, ALREADY_DECIDED, INVALID. */
  rejectAccess(by: Reviewer, requestId: Id<"req">, reason: string, now: Date): void {
    this.changeGrant(accessRejected(this.current, by, { requestId, reason }, now), now);
  }

  /** R17: an operator has seen what changed since the approval. Again changes nothing. Throws NOT_FOUND, OWN_PARTNER. */
  seeAccessChanges(by: Reviewer, requestId: Id<"req">): void {
    const seen = accessChangesSeen(this.current, by, requestId);
    if (seen) this.replaceGrant(seen);
  }

  /** Has the gateway told again, now. Throws NOT_FOUND, NOT_ISSUED while nothing is approved there. */
  retryProvisioning(_by: Operator, grantId: Id<"grt">): void {
    const grant = grantOf(this.current, grantId);
    if (!hasApproval(grant)) {
      refuse("NOT_ISSUED", "Nothing is provisioned before the request is approved.", ["grantId"]);
    }
    this.record({ type: "ProvisioningRetried", ...grantFacts(grant) });
  }

  /**
   * R35: from now on this plan of the product applies, or, where none is given, its default. Again changes nothing. Throws
   * NOT_FOUND for a product that it does not use, OWN_PARTNER.
   */
  giveRatePlan(by: Reviewer, productId: Id<"prd">, ratePlanId: Id<"rpl"> | null, now: Date): void {
    const { createdAt: since } = this.current;
    assertNotConcerned(by, { since, what: "the application was registered", path: ["clientApplicationId"] });
    const next = withRatePlan(this.current, productId, ratePlanId);
    const before = this.current.ratePlans.find((each) => each.productId === productId);
    if ((before?.ratePlanId ?? null) === ratePlanId) return;
    this.change(next, { type: "RatePlanGiven", productId, ratePlanId }, now);
  }

  /** R17: after a rejection. Throws NOT_AN_OWNER, NOT_FOUND, ALREADY_DECIDED, INVALID. */
  requestAccessAgain(by: Owning, requestId: Id<"req">, note: string, now: Date): void {
    assertMayChange(this.current, by);
    this.changeGrant(accessRequestedAgain(this.current, requestId, note, now), now);
  }

  /** R27. Throws NOT_AN_OWNER, NOT_FOUND, ALREADY_REVOKED. */
  revokeApiKey(by: Owning, apiKeyId: Id<"key">, now: Date): void {
    assertOwner(this.current, by);
    this.changeGrant(credentials.apiKeyRevoked(this.current, apiKeyId, now), now);
  }

  /**
   * A key or client secret was found in public: known as leaked, once, and revoked where the environment wants that. Throws
   * NOT_FOUND.
   */
  leaked(found: Leaked, environment: Pick<ApiEnvironment, "whenKeyLeaks">, now: Date): void {
    const change = leaked(this.current, found, environment.whenKeyLeaks, now);
    if (change) this.changeGrant(change, now);
  }

  /** R40: may be used from these networks alone. Throws NOT_AN_OWNER, NOT_FOUND, ALREADY_REVOKED. */
  limitApiKey(by: Owning, limit: credentials.NetworkLimit, now: Date): void {
    assertMayChange(this.current, by);
    const limited = credentials.apiKeyLimited(this.current, limit);
    if (limited) this.changeGrant(limited, now);
  }

  /** R27. Throws NOT_AN_OWNER, NOT_FOUND, ALREADY_REVOKED. */
  revokeGrantCredentials(by: Owning, grantId: Id<"grt">, now: Date): void {
    assertOwner(this.current, by);
    this.changeGrant(credentials.grantRevoked(this.current, grantId, now), now);
  }

  /** R27, R28. Gives the successor's id. Throws NOT_AN_OWNER, NOT_FOUND, INVALID, NOT_ISSUED, LIMIT_REACHED. */
  rotateApiKey(by: Owning, apiKeyId: Id<"key">, overlapHours: number, making: Making): Id<"key"> {
    assertMayChange(this.current, by);
    const rotated = credentials.apiKeyRotated(this.current, apiKeyId, overlapHours, making);
    this.changeGrant(rotated, making.now);
    return rotated.successorId;
  }

  /** R27, R28. Throws NOT_AN_OWNER, NOT_FOUND, INVALID, NOT_ISSUED, LIMIT_REACHED. */
  rotateClientSecret(by: Owning, grantId: Id<"grt">, overlapHours: number, issuing: Issuing): void {
    assertMayChange(this.current, by);
    this.changeGrant(
      credentials.clientSecretRotated(this.current, grantId, overlapHours, issuing),
      issuing.now,
    );
  }

  /** By which the client shows who it is. Throws NOT_AN_OWNER, NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, INVALID. */
  setClientKeys(by: Owning, grantId: Id<"grt">, clientKeys: ClientKeys | null, now: Date): void {
    assertMayChange(this.current, by);
    const set = credentials.clientKeysSet(this.current, grantId, clientKeys);
    if (set) this.changeGrant(set, now);
  }

  /** R29: nothing works until it is restored. Idempotent. Throws NOT_AN_OWNER. */
  deactivate(by: Owning, now: Date): void {
    assertMayChange(this.current, by);
    if (this.current.deactivatedAt) return;
    const next = { ...this.current, deactivatedAt: now };
    this.change(next, { type: "ClientApplicationDeactivated", environmentIds: this.environmentIds }, now);
  }

  /** R29: exactly what worked before works again. Idempotent. Throws NOT_AN_OWNER. */
  restore(by: Owning, now: Date): void {
    assertMayChange(this.current, by);
    if (!this.current.deactivatedAt) return;
    const next = { ...this.current, deactivatedAt: null };
    this.change(next, { type: "ClientApplicationRestored", environmentIds: this.environmentIds }, now);
  }

  /** R31: for good. Its grants, keys and secrets are gone with it. Throws NOT_AN_OWNER, NAME_NOT_CONFIRMED. */
  delete(by: Owning, confirmName: string, now: Date): void {
    assertMayDelete(this.current, by, confirmName);
    const { environmentIds } = this;
    this.deleted = true;
    this.change({ ...this.current, grants: [] }, { type: "ClientApplicationDeleted", environmentIds }, now);
  }

  /** R15, R17, R39: issues what an approved grant still lacks; nothing while the application is stopped (R30, R37). */
  issueMissingCredentials(environment: Issuance, issuer: SecretIssuer, now: Date): void {
    const grant = this.grantFor(environment.id);
    const issued = grant && credentialsIssued(this.current, grant, environment, { issuer, now });
    if (issued) this.replaceGrant(issued);
  }

  /** What the environment's gateway should accept now. Run twice or late, the answer is that of the moment (R30). */
  desiredAccess(environmentId: Id<"env">, now: Date): DesiredAccess {
    return desiredAccess(this.current, this.grantFor(environmentId), now);
  }

  /**
   * Records that the gateway has what was pushed, and gives true; false, and nothing is recorded, when that is not what
   * it should still have (R30). When the last key of the environment went live by it, all owners are told (R16).
   */
  confirmProvisioned(environmentId: Id<"env">, pushed: DesiredAccess, now: Date): boolean {
    if (!isSameAccess(pushed, this.desiredAccess(environmentId, now))) return false;
    const grant = this.grantFor(environmentId);
    if (!grant) return true;
    const { grant: confirmed, newlyLiveKeyIds, isComplete } = confirmLive(grant, pushed, now);
    if (newlyLiveKeyIds.length === 0) return true;
    this.current = replaceGrant(this.current, confirmed);
    if (isComplete) this.record({ type: "EnvironmentWentLive", environmentId, keyIds: newlyLiveKeyIds });
    return true;
  }

  /** Null when no grant has this key. */
  environmentOfKey(apiKeyId: Id<"key">): Id<"env"> | null {
    return findKey(this.current, apiKeyId)?.grant.environmentId ?? null;
  }

  /** Null when the application has no such grant. */
  environmentOfGrant(grantId: Id<"grt">): Id<"env"> | null {
    return this.current.grants.find(({ id }) => id === grantId)?.environmentId ?? null;
  }

  /** R18, R19. Throws NOT_AN_OWNER, NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
  revealApiKey(by: Owning, apiKeyId: Id<"key">, retrieval: SecretRetrieval, now: Date): SealedSecret {
    assertMayChange(this.current, by);
    const revealed = credentials.apiKeyRevealed(this.current, apiKeyId, retrieval, now);
    this.replaceGrant(revealed);
    return revealed.secret;
  }

  /** R18, R19. Throws NOT_AN_OWNER, NOT_FOUND, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
  revealClientSecret(
    by: Owning,
    grantId: Id<"grt">,
    retrieval: SecretRetrieval,
    now: Date,
  ): credentials.ShownCredentials {
    assertMayChange(this.current, by);
    const revealed = credentials.clientSecretRevealed(this.current, grantId, retrieval, now);
    this.replaceGrant(revealed);
    return revealed.credentials;
  }

  /** R19: also a view that was refused is recorded. */
  recordRefusedReveal(by: Owning, refused: RefusedReveal): void {
    assertVisible(this.current, by);
    this.record({ type: "RevealRefused", ...refused });
  }

  private grantFor(environmentId: Id<"env">): AccessGrantState | undefined {
    return this.current.grants.find((grant) => grant.environmentId === environmentId);
  }

  /** A change that a person makes: the next version, and never without an event (R26, R33). */
  private change(next: ClientApplicationState, happening: Happening, now: Date): void {
    this.current = { ...next, version: this.current.version + 1, updatedAt: now };
    this.record(happening);
  }

  private changeGrant({ grant, happening }: GrantChange, now: Date): void {
    this.change(replaceGrant(this.current, grant), happening, now);
  }

  /** What provisioning, viewing and operators' looking leave behind; no new version (R26). */
  private replaceGrant({ grant, happening }: GrantChange): void {
    this.current = replaceGrant(this.current, grant);
    this.record(happening);
  }

  private record(happening: Happening): void {
    const { id, partnerId, ownerId, coOwnerIds, version } = this.current;
    const subject = { applicationId: id, partnerId, version };
    this.events.record({ ...happening, ...subject, ownerIds: [ownerId, ...coOwnerIds] });
  }
}
