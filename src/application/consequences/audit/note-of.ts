import type { DomainEvent } from "../../domain-event.js";
import type { NameOf } from "../name-of.js";
import { accessTokenNote } from "./access-token.js";
import type { AuditNote } from "./audit-note.js";
import { catalogueNote } from "./catalogue.js";
import { clientApplicationNote } from "./client-application.js";
import { developerNote, operatorNote } from "./developer.js";
import { gatewayTokenNote } from "./gateway-token.js";
import { partnerNote } from "./partner.js";

/** One note for each command (R33); null for an event that accompanies another which says it all. */
export function auditNoteOf(event: DomainEvent, nameOf: NameOf): AuditNote | null {
  switch (event.type) {
    case "ClientApplicationRegistered":
    case "ClientApplicationEdited":
    case "ClientApplicationDeactivated":
    case "ClientApplicationRestored":
    case "ClientApplicationDeleted":
    case "CoOwnerAdded":
    case "CoOwnerRemoved":
    case "OwnershipTransferred":
    case "CredentialsIssued":
    case "EnvironmentWentLive":
    case "AccessApproved":
    case "AccessApprovedByPolicy":
    case "AccessRejected":
    case "AccessRequestedAgain":
    case "AccessChangesSeen":
    case "ProvisioningRetried":
    case "RatePlanGiven":
    case "ApiKeyRevealed":
    case "ClientSecretRevealed":
    case "RevealRefused":
    case "ApiKeyLeaked":
    case "ClientSecretLeaked":
    case "ApiKeyLimited":
    case "ApiKeyRevoked":
    case "ApiKeyRotated":
    case "GrantCredentialsRevoked":
    case "ClientSecretRotated":
    case "ClientKeysSet":
      return clientApplicationNote(event, nameOf);
    case "PartnerFounded":
    case "MemberJoined":
    case "MemberRoleChanged":
    case "MemberMovedAway":
    case "MemberRemoved":
    case "JoinRequested":
    case "JoinRequestAccepted":
    case "JoinRequestDeclined":
    case "JoinRequestForgotten":
    case "JoiningPolicyChosen":
    case "DomainProofBegun":
    case "DomainProven":
    case "PartnerSuspended":
    case "PartnerResumed":
    case "AdminAppointed":
    case "MembershipConcluded":
    case "FormerMemberRemembered":
    case "InviteeForgotten":
    case "PartnerDissolved":
    case "CompanyDetailsUpdated":
    case "InvitationSent":
    case "InvitationWithdrawn":
      return partnerNote(event);
    case "DeveloperAdmitted":
    case "IdentityLinked":
    case "AddressFollowed":
    case "AddressMoved":
    case "ProfileUpdated":
    case "TermsAccepted":
    case "PasswordChanged":
    case "AccessEnded":
    case "FactorsRemoved":
    case "AccountDeleted":
      return developerNote(event);
    case "OperatorGranted":
    case "OperatorRevoked":
      return operatorNote(event);
    case "ApiProductCreated":
    case "ApiProductUpdated":
    case "ApiEnvironmentCreated":
    case "ApiEnvironmentUpdated":
    case "EnvironmentGatewayChosen":
    case "TermsPublished":
      return catalogueNote(event, nameOf);
    case "AccessTokenCreated":
    case "AccessTokenRevoked":
    case "AccessTokenLeaked":
    case "AccessTokenEnded":
    case "AccessTokenErased":
    case "CompanyTokenCreated":
    case "CompanyTokenLeaked":
    case "CompanyTokenRevoked":
    case "CompanyTokenErased":
      return accessTokenNote(event, nameOf);
    case "GatewayTokenCreated":
    case "GatewayTokenLeaked":
    case "GatewayTokenRevoked":
      return gatewayTokenNote(event, nameOf);
  }
}
