import type { ClientApplicationEvent } from "../../domain/client-application/events.js";
import { auditNoteOf } from "../audit/audit-trail.js";
import { mention } from "../audit/mentions.js";
import type { DomainEvent } from "../domain-event.js";

/** What all owners of an application are told of a change that one of them has made. */
export interface OwnerNotice {
  /** The same for the same event, whoever is told. */
  readonly id: string;
  readonly applicationName: string;
  /** What has happened, in three or four words: the mail's subject. */
  readonly headline: string;
  /** The audit trail's sentence: what the actor did. */
  readonly summary: string;
  /** What it means for the reader. */
  readonly consequence: string;
  /** Who did it: the mention of a developer, or a word. */
  readonly actor: string;
  readonly recipientIds: readonly string[];
}

/** Null for an event that needs no mail, or has one of its own. */
export function ownerNoticeOf(event: DomainEvent, actorId: string | null): OwnerNotice | null {
  if (!("applicationId" in event)) return null;
  const words = wordsFor(event);
  const summary = auditNoteOf(event)?.summary;
  if (!words || !summary) return null;
  const { applicationId, version, applicationName, ownerIds } = event;
  const also = event.type === "CoOwnerRemoved" ? [event.developerId] : [];
  const id = `${applicationId}.${version}`;
  const byOperator = event.type === "AccessApproved" || event.type === "AccessRejected";
  return {
    id,
    applicationName,
    ...words,
    summary,
    actor: byOperator ? "An operator" : actorId ? mention(actorId) : "Portico",
    recipientIds: [...ownerIds, ...also],
  };
}

type Words = Pick<OwnerNotice, "headline" | "consequence">;

const provisioned = "Its credentials are being made; you get a mail as soon as they work.";

function wordsFor(event: ClientApplicationEvent): Words | null {
  switch (event.type) {
    case "ClientApplicationEdited":
      return edited(event);
    case "AccessApproved":
      return { headline: `access to ${event.environment.name} is approved`, consequence: provisioned };
    case "AccessRejected":
      return {
        headline: `access to ${event.environment.name} is refused`,
        consequence: "Nothing is issued there. You can ask again, with a note that answers the reason.",
      };
    case "CoOwnerAdded":
      return {
        headline: "a new co-owner",
        consequence: "Co-owners see its keys and credentials, and may change and delete it.",
      };
    case "CoOwnerRemoved":
      return {
        headline: "a co-owner less",
        consequence:
          "Who was removed cannot view its keys any more, but may still know those viewed before. Rotate them if that matters.",
      };
    case "OwnershipTransferred":
      return {
        headline: "a new owner",
        consequence: "Only the owner may transfer the ownership and remove co-owners.",
      };
    case "ApiKeyRevoked":
      return {
        headline: "an API key was revoked",
        consequence: "The key does not work any more. Rotating it makes a new one.",
      };
    case "GrantCredentialsRevoked":
      return {
        headline: `everything was revoked in ${event.environment.name}`,
        consequence: "The keys and client credentials there do not work any more. Rotating makes new ones.",
      };
    case "ApiKeyRotated":
      return { headline: "an API key was rotated", consequence: provisioned };
    case "ClientSecretRotated":
      return {
        headline: "the client secret was rotated",
        consequence: "Sign in to view the new one, and put it in place of the old.",
      };
    case "ClientApplicationDeactivated":
      return {
        headline: "deactivated",
        consequence: "None of its keys and credentials works until one of its owners restores it.",
      };
    case "ClientApplicationRestored":
      return { headline: "restored", consequence: "All keys and credentials work again that worked before." };
    case "ClientApplicationDeleted":
      return {
        headline: "deleted",
        consequence:
          "All of its keys and credentials have stopped working and are destroyed. This cannot be undone.",
      };
    default:
      return null;
  }
}

/** A new name or description needs no mail; what changes credentials, or where users are sent with them, does. */
function edited(event: Extract<ClientApplicationEvent, { type: "ClientApplicationEdited" }>): Words | null {
  const headline = "changed";
  const hasRemoved = event.removedProducts.length + event.removedEnvironments.length > 0;
  const hasAdded = event.addedProducts.length + event.addedEnvironments.length > 0;
  const removed = "The keys for what was removed do not work any more.";
  const added =
    "New keys are being made, after approval where that is needed; you get a mail once they work.";
  if (hasRemoved && hasAdded) return { headline, consequence: `${removed} ${added}` };
  if (hasRemoved) return { headline, consequence: removed };
  if (hasAdded) return { headline, consequence: added };
  if (!event.details.includes("redirect URLs")) return null;
  return { headline, consequence: "Its users are sent to the new redirect URLs from now on." };
}
