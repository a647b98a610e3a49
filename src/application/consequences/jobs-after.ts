import type { Id } from "../../domain/id.js";
import { type ActorId, isDeveloperId } from "../actor-id.js";
import type { DomainEvent } from "../domain-event.js";
import {
  announcementJob,
  companyTokenJob,
  departureJob,
  digestJob,
  gatewaysJob,
  handoverJob,
  invitationJob,
  type Job,
  joinDecisionJob,
  joinRequestJob,
  leakedTokenJob,
  leakNoticeJob,
  membersJob,
  partnerProvisionJob,
  provisionJob,
  tellJob,
  tokensLeftJob,
  waitingJob,
} from "../jobs.js";
import type { AccountHappening } from "../notices/account-notices.js";
import type { PartnerHappening } from "../notices/partner-happening.js";
import { clientSecret, key as keyWords } from "./audit/client-application.js";
import { foundInPublic, gatewayTokenLeak, leakForOperators } from "./leak-words.js";
import type { NameOf } from "./name-of.js";

/**
 * Every event has its answer here, so that a new one does not compile without: what stops a credential and is forgotten
 * would leave it alive at its gateway (R29, R30).
 */
export function jobsAfter(event: DomainEvent, actorId: ActorId | null, nameOf: NameOf): Job[] {
  switch (event.type) {
    case "ClientApplicationRegistered":
      return [
        ...provisionJobs(event, event.grantedEnvironmentIds, "provision"),
        ...digestJobs(event.awaitingEnvironmentIds),
      ];
    case "AccessRequestedAgain":
      // Decided at once, if the environment has come to need no approval since.
      return [...provisionJobs(event, [event.environmentId], "provision"), digestJob()];
    case "EnvironmentGatewayChosen":
      return [gatewaysJob(event.environmentId)];
    case "ApiProductUpdated":
      // What a key opens stands in groups at gateways that do not ask.
      return event.fields.includes("embedIds") ? [gatewaysJob(null)] : [];
    case "ApiEnvironmentUpdated":
      return event.fields.includes("accessPolicy") ? [waitingJob(event.environmentId)] : [];
    case "AccessApproved":
    case "ProvisioningRetried":
      return provisionJobs(event, [event.environmentId], "provision");
    case "ClientApplicationRestored":
      return provisionJobs(event, event.environmentIds, "provision");
    case "ClientApplicationDeactivated":
    case "ClientApplicationDeleted":
      return provisionJobs(event, event.environmentIds, "stop");
    case "ClientApplicationEdited":
      return [
        ...provisionJobs(event, event.affectedEnvironmentIds, "stop"),
        ...digestJobs([...event.awaitingEnvironmentIds, ...event.reviewEnvironmentIds]),
      ];
    case "ApiKeyLeaked": {
      const { key, isRevoked, applicationId } = event;
      const headline = "An API key was found in public";
      const sentence = foundInPublic(`${keyWords(key, nameOf)} of ${nameOf(applicationId)}`, event);
      return [
        ...(isRevoked ? provisionJobs(event, [key.environmentId], "stop") : []),
        leakNoticeJob({ id: key.id, headline, sentence, consequence: leakForOperators(event) }),
      ];
    }
    case "ClientSecretLeaked": {
      const { grantId, environmentId, isRevoked, version } = event;
      const headline = "A client secret was found in public";
      const sentence = foundInPublic(clientSecret(event, nameOf), event);
      const id = `${grantId}.${version}`;
      return [
        ...(isRevoked ? provisionJobs(event, [environmentId], "stop") : []),
        leakNoticeJob({ id, headline, sentence, consequence: leakForOperators(event) }),
      ];
    }
    case "GatewayTokenLeaked": {
      const { tokenId: id, environmentId, isRevoked } = event;
      const headline = "A gateway token was found in public";
      const token = `the gateway token ${nameOf(id)} of ${nameOf(environmentId)}`;
      const sentence = foundInPublic(token, event);
      return [leakNoticeJob({ id, headline, sentence, consequence: gatewayTokenLeak(isRevoked) })];
    }
    case "AccessTokenLeaked": {
      const { tokenId, developerId, url, at } = event;
      const happening = { what: "ACCESS_TOKEN_LEAKED", tokenName: nameOf(tokenId), url } as const;
      return [tellJob({ id: `${tokenId}.leaked`, developerId, happening, at: at.toISOString() })];
    }
    case "CompanyTokenLeaked": {
      const { partnerId, tokenId, url, at } = event;
      return [leakedTokenJob({ partnerId, tokenId, tokenName: nameOf(tokenId), url, at: at.toISOString() })];
    }
    case "ApiKeyLimited":
    case "ApiKeyRevoked":
    case "ApiKeyRotated":
      return provisionJobs(event, [event.key.environmentId], "stop");
    case "GrantCredentialsRevoked":
    case "ClientSecretRotated":
      return provisionJobs(event, [event.environmentId], "stop");
    // Authorization servers read clients as they are; but a secret that leaked ends with the keys of its client (R27).
    case "ClientKeysSet":
      return event.method === null ? provisionJobs(event, [event.environmentId], "stop") : [];
    case "EnvironmentWentLive": {
      const { applicationId, environmentId, keyIds } = event;
      return [announcementJob({ applicationId, environmentId, keyIds })];
    }
    case "InvitationSent":
      return [invitationJob(event.invitationId, event.count)];
    case "AccessTokenCreated": {
      const { tokenId: id, developerId, createdAt } = event;
      const at = createdAt.toISOString();
      return [tellJob({ id, developerId, happening: { what: "ACCESS_TOKEN_CREATED" }, at })];
    }
    case "CompanyTokenCreated": {
      const { partnerId, tokenId, namedIds, ownerIds, scopes } = event;
      const applicationNames = namedIds.map((id) => nameOf(id));
      const token = { tokenId, tokenName: nameOf(tokenId), scopes, applicationNames };
      const who = { partnerId, ownerIds, actorId: developerIdOf(actorId) };
      return [companyTokenJob({ ...token, ...who, at: event.createdAt.toISOString() })];
    }
    case "AccessEnded": {
      const { developerId, reason, at } = event;
      return [developerTellingOf(developerId, { what: "ACCESS_ENDED", reason }, at)];
    }
    case "FactorsRemoved":
      return [developerTellingOf(event.developerId, { what: "FACTORS_LOST" }, event.at)];
    case "MemberMovedAway": {
      const { partnerId, developerId, successorId } = event;
      return [
        departureJob({ partnerId, developerId, successorId }),
        tokensLeftJob({ partnerId, developerId }),
      ];
    }
    case "MemberRemoved":
      return [tokensLeftJob({ partnerId: event.partnerId, developerId: event.developerId })];
    case "JoinRequested": {
      const { partnerId, developerId, policy } = event;
      return policy === "CONSENT" ? [joinRequestJob({ partnerId, developerId })] : [];
    }
    case "PartnerSuspended":
      return [partnerProvisionJob(event.partnerId, "stop"), memberTellingOf(event, { what: "SUSPENDED" })];
    case "PartnerResumed":
      return [partnerProvisionJob(event.partnerId, "provision"), memberTellingOf(event, { what: "RESUMED" })];
    case "AdminAppointed": {
      const { developerId } = event;
      return [memberTellingOf(event, { what: "ADMIN_APPOINTED", developerId })];
    }
    case "MembershipConcluded": {
      const { partnerId, developerId, successorId, invitationIds } = event;
      const applicationNames = event.applicationIds.map((id) => nameOf(id));
      const at = event.at.toISOString();
      const who = { partnerId, developerId, successorId, actorId: developerIdOf(actorId) };
      return [handoverJob({ ...who, applicationNames, invitationIds, at })];
    }
    case "JoinRequestAccepted":
    case "JoinRequestDeclined": {
      const { partnerId, developerId } = event;
      return [joinDecisionJob({ partnerId, developerId, isAccepted: event.type === "JoinRequestAccepted" })];
    }
    // Nothing is issued before it is approved, and what was rejected has issued nothing (R17).
    case "AccessRejected":
    case "AccessChangesSeen":
    // The reconciler itself has done it.
    case "AccessApprovedByPolicy":
    case "CredentialsIssued":
    // Who answers gateways hears of it by the database itself.
    case "RatePlanGiven":
    // Who owns or sees an application is no matter of gateways.
    case "CoOwnerAdded":
    case "CoOwnerRemoved":
    case "OwnershipTransferred":
    case "ApiKeyRevealed":
    case "ClientSecretRevealed":
    case "RevealRefused":
    case "PartnerFounded":
    case "MemberJoined":
    case "MemberRoleChanged":
    case "JoiningPolicyChosen":
    case "DomainProofBegun":
    case "DomainProven":
    case "JoinRequestForgotten":
    case "FormerMemberRemembered":
    case "InviteeForgotten":
    case "PartnerDissolved":
    case "CompanyDetailsUpdated":
    case "InvitationWithdrawn":
    case "DeveloperAdmitted":
    case "IdentityLinked":
    case "AddressFollowed":
    case "AddressMoved":
    case "ProfileUpdated":
    case "TermsAccepted":
    case "PasswordChanged":
    case "AccountDeleted":
    case "OperatorGranted":
    case "OperatorRevoked":
    case "AccessTokenRevoked":
    case "AccessTokenEnded":
    case "AccessTokenErased":
    // Who asks hears of it by the database itself.
    case "GatewayTokenCreated":
    case "GatewayTokenRevoked":
    case "CompanyTokenRevoked":
    case "CompanyTokenErased":
    // Live keys go on working whatever operators change in the catalogue.
    case "ApiProductCreated":
    case "ApiEnvironmentCreated":
    case "TermsPublished":
      return [];
  }
}

function provisionJobs(
  { applicationId }: { readonly applicationId: Id<"app"> },
  environmentIds: readonly Id<"env">[],
  urgency: "stop" | "provision",
): Job[] {
  return environmentIds.map((environmentId) => provisionJob(applicationId, environmentId, urgency));
}

type OperatorsAct = Extract<DomainEvent, { type: "PartnerSuspended" | "PartnerResumed" | "AdminAppointed" }>;

/** R37: all members are told what operators did, and why. */
function memberTellingOf({ partnerId, reason, at }: OperatorsAct, happening: PartnerHappening): Job {
  return membersJob({ partnerId, happening, reason, at: at.toISOString() });
}

function developerTellingOf(developerId: Id<"dev">, happening: AccountHappening, now: Date): Job {
  const at = now.toISOString();
  return tellJob({ id: `${developerId}.${happening.what}.${at}`, developerId, happening, at });
}

/** Null for the system, and for a company's token. */
function developerIdOf(actorId: ActorId | null): Id<"dev"> | null {
  return actorId && isDeveloperId(actorId) ? actorId : null;
}

function digestJobs(awaitingEnvironmentIds: readonly Id<"env">[]): Job[] {
  return awaitingEnvironmentIds.length > 0 ? [digestJob()] : [];
}
