import type { DetailKey } from "../../domain/client-application/details.js";
import type { ClientApplicationEvent } from "../../domain/client-application/events.js";
import type { Id } from "../../domain/id.js";
import { type ActorId, isDeveloperId } from "../actor-id.js";
import type { DomainEvent } from "../domain-event.js";
import { clientApplicationNote } from "./audit/client-application.js";
import { mention } from "./audit/mentions.js";
import { keyLeakForOwners, secretLeakForOwners } from "./leak-words.js";
import type { NameOf } from "./name-of.js";

/** What all owners of an application are told of a change that one of them has made. */
export interface OwnerNotice {
  /** The same for the same event, whoever is told. */
  readonly id: string;
  readonly applicationId: Id<"app">;
  readonly applicationName: string;
  /** What has happened, in three or four words: the mail's subject. */
  readonly headline: string;
  /** The audit trail's sentence: what the actor did. */
  readonly summary: string;
  /** What it means for the reader. */
  readonly consequence: string;
  /** Who did it: the mention of a developer, or a word. */
  readonly actor: string;
  readonly recipientIds: readonly Id<"dev">[];
}

type Words = Pick<OwnerNotice, "headline" | "consequence">;

interface Telling extends Words {
  /** Who did it, where that is not the transaction's actor. */
  readonly actor?: string;
  /** Who is told besides the owners. */
  readonly also?: readonly Id<"dev">[];
}

const provisioned = "Its credentials are being created; you will get an e-mail as soon as they work.";
const operator = "An operator";

/**
 * Null for an event that needs no mail, or has one of its own. Every event has its answer here, so that a new one does
 * not compile without.
 */
export function ownerNoticeOf(
  event: DomainEvent,
  actorId: ActorId | null,
  nameOf: NameOf,
): OwnerNotice | null {
  const told = (about: ClientApplicationEvent, telling: Telling) => notice(about, telling, actorId, nameOf);
  switch (event.type) {
    case "ClientApplicationEdited": {
      const words = edited(event);
      return words && told(event, words);
    }
    case "AccessApproved":
      return told(event, {
        headline: `access to ${nameOf(event.environmentId)} is approved`,
        consequence: provisioned,
        actor: operator,
      });
    case "AccessApprovedByPolicy":
      return told(event, {
        headline: `access to ${nameOf(event.environmentId)} is approved`,
        consequence: provisioned,
        actor: "Portico",
      });
    case "AccessRejected":
      return told(event, {
        headline: `access to ${nameOf(event.environmentId)} is refused`,
        consequence: "Nothing is issued there. You can ask again, with a note that addresses the reason.",
        actor: operator,
      });
    case "RatePlanGiven":
      return told(event, {
        headline: "another rate plan",
        consequence: `From now on, its keys for ${nameOf(event.productId)} may be used as often as that plan says.`,
        actor: operator,
      });
    case "CoOwnerAdded":
      return told(event, {
        headline: "a new co-owner",
        consequence: "Co-owners see its keys and credentials, and may change and delete it.",
      });
    case "CoOwnerRemoved":
      return told(event, {
        headline: "one co-owner fewer",
        consequence:
          "A former co-owner can no longer view its keys, but may still know those viewed before. Rotate them if that matters.",
        also: [event.developerId],
      });
    case "OwnershipTransferred":
      return told(event, {
        headline: "a new owner",
        consequence: "Only the owner may transfer the ownership or remove co-owners.",
      });
    case "ApiKeyLeaked":
      return told(event, { headline: "an API key is public", consequence: keyLeakForOwners(event) });
    case "ClientSecretLeaked":
      return told(event, { headline: "a client secret is public", consequence: secretLeakForOwners(event) });
    case "ApiKeyLimited":
      return told(event, {
        headline:
          event.networks.length > 0 ? "an API key was limited to networks" : "an API key works from anywhere",
        consequence:
          event.networks.length > 0
            ? "Calls with this key from any other address are refused."
            : "Calls with this key are no longer refused for the address that they come from.",
      });
    case "ApiKeyRevoked":
      return told(event, {
        headline: "an API key was revoked",
        consequence: "The key no longer works. Rotating it creates a new one.",
      });
    case "GrantCredentialsRevoked":
      return told(event, {
        headline: `everything was revoked in ${nameOf(event.environmentId)}`,
        consequence: "The keys and client credentials there no longer work. Rotating them creates new ones.",
      });
    case "ApiKeyRotated":
      return told(event, { headline: "an API key was rotated", consequence: provisioned });
    case "ClientSecretRotated":
      return told(event, {
        headline: "the client secret was rotated",
        consequence: "Sign in to view the new one, and use it in place of the old one.",
      });
    case "ClientKeysSet":
      return told(event, {
        headline: event.method
          ? "the client shows who it is by keys"
          : "the client shows who it is by its secret again",
        consequence: event.method
          ? "Its client secret is not accepted any more while keys are set."
          : "Its keys and certificates are not accepted any more.",
      });
    case "ClientApplicationDeactivated":
      return told(event, {
        headline: "deactivated",
        consequence: "None of its keys and credentials work until one of its owners restores it.",
      });
    case "ClientApplicationRestored":
      return told(event, {
        headline: "restored",
        consequence: "All keys and credentials that worked before work again.",
      });
    case "ClientApplicationDeleted":
      return told(event, {
        headline: "deleted",
        consequence:
          "All of its keys and credentials have stopped working and been destroyed. This cannot be undone.",
      });
    // Told by a mail of its own.
    case "EnvironmentWentLive":
    case "InvitationSent":
    case "JoinRequested":
    case "JoinRequestAccepted":
    case "JoinRequestDeclined":
    case "PartnerSuspended":
    case "PartnerResumed":
    case "AdminAppointed":
    case "MembershipConcluded":
    // Nothing that the other owners have to act on; the trail shows it.
    case "ClientApplicationRegistered":
    case "AccessRequestedAgain":
    case "AccessChangesSeen":
    case "ProvisioningRetried":
    case "CredentialsIssued":
    case "ApiKeyRevealed":
    case "ClientSecretRevealed":
    case "RevealRefused":
    // About no application.
    case "PartnerFounded":
    case "MemberJoined":
    case "MemberRoleChanged":
    case "MemberMovedAway":
    case "MemberRemoved":
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
    case "AccessEnded":
    case "FactorsRemoved":
    case "AccountDeleted":
    case "OperatorGranted":
    case "OperatorRevoked":
    case "ApiProductCreated":
    case "ApiProductUpdated":
    case "ApiEnvironmentCreated":
    case "ApiEnvironmentUpdated":
    case "EnvironmentGatewayChosen":
    case "TermsPublished":
    case "AccessTokenCreated":
    case "AccessTokenRevoked":
    case "AccessTokenLeaked":
    case "AccessTokenEnded":
    case "AccessTokenErased":
    case "GatewayTokenCreated":
    case "GatewayTokenLeaked":
    case "GatewayTokenRevoked":
    // Told to ADMINs and owners in a mail of its own.
    case "CompanyTokenCreated":
    case "CompanyTokenLeaked":
    case "CompanyTokenRevoked":
    case "CompanyTokenErased":
      return null;
  }
}

function notice(
  event: ClientApplicationEvent,
  { headline, consequence, actor, also = [] }: Telling,
  actorId: ActorId | null,
  nameOf: NameOf,
): OwnerNotice {
  const { applicationId, version, ownerIds } = event;
  return {
    id: `${applicationId}.${version}`,
    applicationId,
    applicationName: nameOf(applicationId),
    headline,
    summary: clientApplicationNote(event, nameOf).summary,
    consequence,
    actor: actor ?? actorWords(actorId, nameOf),
    recipientIds: [...ownerIds, ...also],
  };
}

function actorWords(actorId: ActorId | null, nameOf: NameOf): string {
  if (!actorId) return "Portico";
  return isDeveloperId(actorId) ? mention(actorId) : `The company's access token ${nameOf(actorId)}`;
}

type Edited = Extract<ClientApplicationEvent, { type: "ClientApplicationEdited" }>;

/** What a changed detail means for the owners; null where it needs no mail. */
const consequenceOf: Readonly<Record<DetailKey, string | null>> = {
  name: null,
  description: null,
  siteUrl: null,
  redirectUrls: "From now on, its users are sent to the new redirect URLs.",
};

/** What changes credentials comes before where users are sent with them. */
function edited(event: Edited): Words | null {
  const headline = "changed";
  const hasRemoved = event.removedProductIds.length + event.removedEnvironmentIds.length > 0;
  const hasAdded = event.addedProductIds.length + event.addedEnvironmentIds.length > 0;
  const removed = "The keys for what was removed no longer work.";
  const added =
    "New keys are being created, after approval where that is needed; you will get an e-mail once they work.";
  if (hasRemoved && hasAdded) return { headline, consequence: `${removed} ${added}` };
  if (hasRemoved) return { headline, consequence: removed };
  if (hasAdded) return { headline, consequence: added };
  const consequences = event.details.flatMap((detail) => consequenceOf[detail] ?? []);
  return consequences.length > 0 ? { headline, consequence: consequences.join(" ") } : null;
}
