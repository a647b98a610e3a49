import type { Id } from "../../domain/id.js";
import type { DomainEvent } from "../domain-event.js";

/** What the members of a partner see differently from now on. */
export type PartnerChange =
  | {
      readonly kind: "APPLICATION_REGISTERED" | "APPLICATION_CHANGED" | "APPLICATION_DELETED";
      readonly id: Id<"app">;
    }
  | { readonly kind: "REQUEST_DECIDED"; readonly id: Id<"req"> }
  | { readonly kind: "MEMBER_JOINED" | "MEMBER_CHANGED" | "MEMBER_LEFT"; readonly id: Id<"dev"> }
  /** Its details, domains, invitations, tokens or standing. */
  | { readonly kind: "COMPANY_CHANGED" }
  /** Which only its ADMINs see (R38). */
  | { readonly kind: "JOIN_REQUESTS_CHANGED" };

export interface ChangeOfPartner {
  readonly partnerId: Id<"prt">;
  readonly change: PartnerChange;
}

/** Whoever watches a partner is told of this after the event. Every event has its answer here, as for jobs. */
export function changesOf(event: DomainEvent): ChangeOfPartner[] {
  switch (event.type) {
    case "ClientApplicationRegistered":
      return [of(event, { kind: "APPLICATION_REGISTERED", id: event.applicationId })];
    case "ClientApplicationDeleted":
      return [of(event, { kind: "APPLICATION_DELETED", id: event.applicationId })];
    case "AccessApproved":
    case "AccessApprovedByPolicy":
    case "AccessRejected":
      return [of(event, { kind: "REQUEST_DECIDED", id: event.accessRequestId })];
    case "ClientApplicationEdited":
    case "ClientApplicationDeactivated":
    case "ClientApplicationRestored":
    case "CredentialsIssued":
    case "EnvironmentWentLive":
    case "AccessRequestedAgain":
    case "RatePlanGiven":
    case "CoOwnerAdded":
    case "CoOwnerRemoved":
    case "OwnershipTransferred":
    case "ApiKeyLeaked":
    case "ClientSecretLeaked":
    case "ApiKeyLimited":
    case "ApiKeyRevoked":
    case "ApiKeyRotated":
    case "GrantCredentialsRevoked":
    case "ClientSecretRotated":
    case "ClientKeysSet":
      return [of(event, { kind: "APPLICATION_CHANGED", id: event.applicationId })];
    case "PartnerFounded":
    case "MemberJoined":
      return [of(event, { kind: "MEMBER_JOINED", id: event.developerId })];
    case "JoinRequestAccepted":
      return [
        of(event, { kind: "MEMBER_JOINED", id: event.developerId }),
        of(event, { kind: "JOIN_REQUESTS_CHANGED" }),
      ];
    case "AdminAppointed":
      return [of(event, { kind: event.isNew ? "MEMBER_JOINED" : "MEMBER_CHANGED", id: event.developerId })];
    case "MemberRoleChanged":
      return [of(event, { kind: "MEMBER_CHANGED", id: event.developerId })];
    case "MemberRemoved":
    case "MemberMovedAway":
      return [of(event, { kind: "MEMBER_LEFT", id: event.developerId })];
    case "CompanyDetailsUpdated":
    case "JoiningPolicyChosen":
    case "DomainProven":
    case "InvitationSent":
    case "InvitationWithdrawn":
    case "InviteeForgotten":
    case "MembershipConcluded":
    case "CompanyTokenCreated":
    case "CompanyTokenLeaked":
    case "CompanyTokenRevoked":
    case "PartnerSuspended":
    case "PartnerResumed":
      return [of(event, { kind: "COMPANY_CHANGED" })];
    case "JoinRequested":
    case "JoinRequestDeclined":
    case "JoinRequestForgotten":
      return [of(event, { kind: "JOIN_REQUESTS_CHANGED" })];
    // Who has looked at a secret is in the trail, and changes nothing that members see of an application.
    case "ApiKeyRevealed":
    case "ClientSecretRevealed":
    case "RevealRefused":
    // Only operators see these.
    case "AccessChangesSeen":
    case "ProvisioningRetried":
    // Nobody is left who could be told.
    case "PartnerDissolved":
    case "DomainProofBegun":
    case "FormerMemberRemembered":
    // What a developer keeps of themselves; of what others see of it they are told by `renamedBy`.
    case "DeveloperAdmitted":
    case "IdentityLinked":
    case "AddressFollowed":
    case "AddressMoved":
    case "ProfileUpdated":
    case "TermsAccepted":
    case "PasswordChanged":
    case "AccountDeleted":
    case "AccessEnded":
    case "FactorsRemoved":
    case "OperatorGranted":
    case "OperatorRevoked":
    case "AccessTokenCreated":
    case "AccessTokenRevoked":
    case "AccessTokenLeaked":
    case "AccessTokenEnded":
    case "AccessTokenErased":
    case "GatewayTokenCreated":
    case "GatewayTokenLeaked":
    case "GatewayTokenRevoked":
    case "CompanyTokenErased":
    // The catalogue is everybody's.
    case "ApiProductCreated":
    case "ApiProductUpdated":
    case "ApiEnvironmentCreated":
    case "ApiEnvironmentUpdated":
    case "EnvironmentGatewayChosen":
    case "TermsPublished":
      return [];
  }
}

/** Whose name or address is another by it: whoever sees them, as a member or owner, is told. */
export function renamedBy(event: DomainEvent): Id<"dev">[] {
  switch (event.type) {
    case "ProfileUpdated":
    case "AddressFollowed":
    case "AddressMoved":
      return [event.developerId];
    default:
      return [];
  }
}

function of({ partnerId }: { readonly partnerId: Id<"prt"> }, change: PartnerChange): ChangeOfPartner {
  return { partnerId, change };
}
