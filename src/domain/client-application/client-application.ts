import type { ApiEnvironment, SecretRetrieval } from "../catalogue/api-environment.js";
import { refuse } from "../domain-error.js";
import { EventLog } from "../event-log.js";
import type { Member, ReadyMember } from "../partner/partner.js";
import { newGrant, replaceGrant } from "./access-grant.js";
import { applicationTypes } from "./application-type.js";
import { type DesiredAccess, desiredAccess, isSameAccess } from "./desired-access.js";
import type { ClientApplicationEvent, EnvironmentRef } from "./events.js";
import type { NewId } from "./new-id.js";
import { confirmLive, issueMissing, type SecretIssuer } from "./provisioning.js";
import { type CatalogueSelection, checkedRegistration, type Registration } from "./registration.js";
import { shown } from "./reveal.js";
import type { SealedSecret } from "./sealed-secret.js";
import type { AccessGrantState, ClientApplicationState } from "./state.js";

/** What calls the APIs. Belongs to a partner; decides everything about its owners, grants and keys itself. */
export class ClientApplication {
  readonly events = new EventLog<ClientApplicationEvent>();

  private constructor(private current: ClientApplicationState) {}

  static fromState(state: ClientApplicationState): ClientApplication {
    return new ClientApplication(state);
  }

  /** R10 to R17. Only queues the provisioning (R16). Throws every problem of the input at once. */
  static register(
    by: ReadyMember,
    registration: Registration,
    catalogue: CatalogueSelection,
    newId: NewId,
    now: Date,
  ): ClientApplication {
    const { environmentIds, ...details } = checkedRegistration(registration, catalogue);
    const chosen = catalogue.environments.filter((environment) => environmentIds.includes(environment.id));
    const application = new ClientApplication({
      ...details,
      id: newId("app"),
      partnerId: by.partnerId,
      ownerId: by.developerId,
      coOwnerIds: [],
      deactivatedAt: null,
      version: 1,
      createdAt: now,
      updatedAt: now,
      grants: chosen.map((environment) => newGrant(environment, details.productIds, newId, now)),
    });
    application.record({
      type: "ClientApplicationRegistered",
      name: details.name,
      environments: chosen.map(reference),
      grantedEnvironmentIds: application.current.grants
        .filter((grant) => grant.decision?.verdict === "APPROVED")
        .map((grant) => grant.environmentId),
    });
    return application;
  }

  get state(): ClientApplicationState {
    return this.current;
  }

  get id(): string {
    return this.current.id;
  }

  /** R20, R21. */
  isOwnedBy(developerId: string): boolean {
    return this.current.ownerId === developerId || this.current.coOwnerIds.includes(developerId);
  }

  /** R15, R17: issues what an approved grant still lacks; nothing while the application is deactivated (R30). */
  issueMissingCredentials(environment: ApiEnvironment, issuer: SecretIssuer, now: Date): void {
    const grant = this.grantFor(environment.id);
    if (!grant || this.current.deactivatedAt) return;
    const confidentiality = applicationTypes[this.current.type].confidentiality;
    const issued = issueMissing(grant, confidentiality, issuer, now);
    if (issued.keyCount === 0) return;
    this.replace(issued.grant);
    this.record({
      type: "CredentialsIssued",
      environment: reference(environment),
      keyCount: issued.keyCount,
    });
  }

  /** What the environment's gateway should accept now. Run twice or late, the answer is that of the moment (R30). */
  desiredAccess(environmentId: string, now: Date): DesiredAccess {
    return desiredAccess(this.current, this.grantFor(environmentId), now);
  }

  /**
   * Records that the gateway has what was pushed, and gives true; false, and nothing is recorded, when that is not what
   * it should have any more (R30). When the last key of the environment went live by it, all owners are told (R16).
   */
  confirmProvisioned(environment: ApiEnvironment, pushed: DesiredAccess, now: Date): boolean {
    if (!isSameAccess(pushed, this.desiredAccess(environment.id, now))) return false;
    const grant = this.grantFor(environment.id);
    if (!grant) return true;
    const { grant: confirmed, newlyLiveKeyIds, isComplete } = confirmLive(grant, pushed, now);
    if (newlyLiveKeyIds.length === 0) return true;
    this.replace(confirmed);
    if (isComplete) {
      this.record({
        type: "EnvironmentWentLive",
        environment: reference(environment),
        keyIds: newlyLiveKeyIds,
      });
    }
    return true;
  }

  /** Null when no grant has this key. */
  environmentOfKey(apiKeyId: string): string | null {
    return (
      this.current.grants.find(({ keys }) => keys.some(({ id }) => id === apiKeyId))?.environmentId ?? null
    );
  }

  /** Null when the application has no such grant. */
  environmentOfGrant(grantId: string): string | null {
    return this.current.grants.find(({ id }) => id === grantId)?.environmentId ?? null;
  }

  /** R18, R19. Throws NOT_AN_OWNER, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
  revealApiKey(by: Member, apiKeyId: string, retrieval: SecretRetrieval, now: Date): SealedSecret {
    this.assertOwner(by);
    const grant = this.current.grants.find(({ keys }) => keys.some((key) => key.id === apiKeyId));
    const key = grant?.keys.find(({ id }) => id === apiKeyId);
    if (!grant || !key) refuse("NOT_FOUND", "No such API key.", ["apiKeyId"]);
    const next = shown(key, retrieval, ["apiKeyId"], now);
    this.replace({ ...grant, keys: grant.keys.map((other) => (other === key ? next : other)) });
    this.record({ type: "ApiKeyRevealed", apiKeyId, preview: next.secret.preview });
    return next.secret;
  }

  /** R18, R19. Throws NOT_AN_OWNER, NOT_ISSUED, ALREADY_REVOKED, ALREADY_SHOWN. */
  revealClientSecret(
    by: Member,
    grantId: string,
    retrieval: SecretRetrieval,
    now: Date,
  ): { clientId: string; secret: SealedSecret } {
    this.assertOwner(by);
    const grant = this.current.grants.find(({ id }) => id === grantId);
    if (!grant) refuse("NOT_FOUND", "No such access grant.", ["grantId"]);
    if (!grant.credentials) refuse("NOT_ISSUED", "The client credentials are not issued yet.", ["grantId"]);
    const credentials = shown(grant.credentials, retrieval, ["grantId"], now);
    this.replace({ ...grant, credentials });
    this.record({ type: "ClientSecretRevealed", grantId, preview: credentials.secret.preview });
    return credentials;
  }

  private assertOwner(by: Member): void {
    if (by.partnerId !== this.current.partnerId) refuse("NOT_FOUND", "No such client application.");
    if (!this.isOwnedBy(by.developerId)) {
      refuse("NOT_AN_OWNER", "Only the owner and the co-owners of the application may do this.");
    }
  }

  private grantFor(environmentId: string): AccessGrantState | undefined {
    return this.current.grants.find((grant) => grant.environmentId === environmentId);
  }

  private replace(grant: AccessGrantState): void {
    this.current = replaceGrant(this.current, grant);
  }

  private record(event: WithoutSubject<ClientApplicationEvent>): void {
    this.events.record({
      ...event,
      applicationId: this.id,
      partnerId: this.current.partnerId,
    } as ClientApplicationEvent);
  }
}

/** An event before the application's ids are added to it; distributes over the union. */
type WithoutSubject<E> = E extends unknown ? Omit<E, "applicationId" | "partnerId"> : never;

function reference({ id, name }: ApiEnvironment): EnvironmentRef {
  return { id, name };
}
