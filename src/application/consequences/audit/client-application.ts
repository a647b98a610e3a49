import type { ClientApplicationEvent, KeyFacts } from "../../../domain/client-application/events.js";
import { detailWords } from "../detail-words.js";
import { heardOf } from "../leak-words.js";
import type { NameOf } from "../name-of.js";
import type { AuditAction } from "./audit-action.js";
import type { AuditNote } from "./audit-note.js";
import { mention } from "./mentions.js";

/** What the audit trail says of an application's event. */
export function clientApplicationNote(event: ClientApplicationEvent, nameOf: NameOf): AuditNote {
  const { applicationId, partnerId } = event;
  const { action, summary, subjectId = applicationId } = entryOf(event, nameOf);
  return { action, summary, subjectId, partnerId, applicationId };
}

interface Entry {
  readonly action: AuditAction;
  readonly summary: string;
  /** The application itself when left out. */
  readonly subjectId?: string;
}

function entryOf(event: ClientApplicationEvent, nameOf: NameOf): Entry {
  const name = nameOf(event.applicationId);
  switch (event.type) {
    case "ClientApplicationRegistered":
      return {
        action: "REGISTERED",
        summary: `registered ${name} for ${listed(event.environmentIds, nameOf)}`,
      };
    case "ClientApplicationEdited":
      return { action: "EDITED", summary: edit(event, nameOf) };
    case "CredentialsIssued":
      return {
        action: "CREDENTIALS_ISSUED",
        summary: `issued ${keys(event.keyCount)} of ${name} for ${nameOf(event.environmentId)}`,
        subjectId: event.environmentId,
      };
    case "EnvironmentWentLive":
      return {
        action: "KEYS_LIVE",
        summary: `made all keys of ${name} in ${nameOf(event.environmentId)} live`,
        subjectId: event.environmentId,
      };
    case "ApiKeyRevealed":
      return {
        action: "API_KEY_REVEALED",
        summary: `viewed the API key ${event.preview} of ${name}`,
        subjectId: event.apiKeyId,
      };
    case "ClientSecretRevealed":
      return {
        action: "CLIENT_SECRET_REVEALED",
        summary: `viewed the client secret ${event.preview} of ${name}`,
        subjectId: event.grantId,
      };
    case "RevealRefused":
      return {
        action: "REVEAL_REFUSED",
        summary: `tried to view ${refused[event.what]} of ${name} and was refused (${event.code})`,
        subjectId: event.subjectId,
      };
    case "AccessApproved":
      return {
        action: "ACCESS_APPROVED",
        summary: `approved the access of ${name} to ${nameOf(event.environmentId)}`,
        subjectId: event.accessRequestId,
      };
    case "AccessApprovedByPolicy":
      return {
        action: "ACCESS_APPROVED",
        summary: `approved the access of ${name} to ${nameOf(event.environmentId)}, which needs no approval any more`,
        subjectId: event.accessRequestId,
      };
    case "AccessRejected":
      return {
        action: "ACCESS_REJECTED",
        summary: `rejected the access of ${name} to ${nameOf(event.environmentId)}: ${event.reason}`,
        subjectId: event.accessRequestId,
      };
    case "AccessRequestedAgain":
      return {
        action: "ACCESS_REQUESTED_AGAIN",
        summary: `asked again for the access of ${name} to ${nameOf(event.environmentId)}`,
        subjectId: event.accessRequestId,
      };
    case "AccessChangesSeen":
      return {
        action: "ACCESS_CHANGES_SEEN",
        summary: `reviewed what had changed in ${name} since its approval for ${nameOf(event.environmentId)}`,
        subjectId: event.accessRequestId,
      };
    case "ProvisioningRetried":
      return {
        action: "PROVISIONING_RETRIED",
        summary: `told the gateway of ${nameOf(event.environmentId)} about ${name} again`,
        subjectId: event.grantId,
      };
    case "RatePlanGiven": {
      const plan = event.ratePlanId ? `the rate plan ${nameOf(event.ratePlanId)}` : "the default rate plan";
      return {
        action: "RATE_PLAN_GIVEN",
        summary: `gave ${name} ${plan} for ${nameOf(event.productId)}`,
        subjectId: event.productId,
      };
    }
    case "CoOwnerAdded":
      return {
        action: "CO_OWNER_ADDED",
        summary: `made ${mention(event.developerId)} a co-owner of ${name}`,
        subjectId: event.developerId,
      };
    case "CoOwnerRemoved":
      return {
        action: "CO_OWNER_REMOVED",
        summary: event.isOwnWish
          ? `stopped being a co-owner of ${name}`
          : `removed ${mention(event.developerId)} from the co-owners of ${name}`,
        subjectId: event.developerId,
      };
    case "OwnershipTransferred":
      return {
        action: "OWNERSHIP_TRANSFERRED",
        summary: `transferred the ownership of ${name} to ${mention(event.developerId)}`,
        subjectId: event.developerId,
      };
    case "ApiKeyLeaked":
      return {
        action: "API_KEY_LEAKED",
        summary: heardOf(`${key(event.key, nameOf)} of ${name}`, event, event.isRevoked),
        subjectId: event.key.id,
      };
    case "ClientSecretLeaked":
      return {
        action: "CLIENT_SECRET_LEAKED",
        summary: heardOf(clientSecret(event, nameOf), event, event.isRevoked),
        subjectId: event.grantId,
      };
    case "ApiKeyLimited":
      return {
        action: "API_KEY_LIMITED",
        summary:
          event.networks.length > 0
            ? `limited ${key(event.key, nameOf)} of ${name} to ${event.networks.join(", ")}`
            : `let ${key(event.key, nameOf)} of ${name} be used from anywhere`,
        subjectId: event.key.id,
      };
    case "ApiKeyRevoked":
      return {
        action: "API_KEY_REVOKED",
        summary: `revoked ${key(event.key, nameOf)} of ${name}`,
        subjectId: event.key.id,
      };
    case "GrantCredentialsRevoked":
      return {
        action: "GRANT_CREDENTIALS_REVOKED",
        summary: `revoked everything of ${name} in ${nameOf(event.environmentId)}: the client credentials and ${keys(event.keyCount)}`,
        subjectId: event.grantId,
      };
    case "ApiKeyRotated":
      return {
        action: "API_KEY_ROTATED",
        summary: event.wasRevoked
          ? `replaced ${key(event.key, nameOf)} of ${name}, which was revoked`
          : `rotated ${key(event.key, nameOf)} of ${name}; ${overlap("key", event.overlapHours)}`,
        subjectId: event.key.id,
      };
    case "ClientSecretRotated":
      return {
        action: "CLIENT_SECRET_ROTATED",
        summary: event.wasRevoked
          ? `replaced the client credentials of ${name} in ${nameOf(event.environmentId)}, which were revoked`
          : `rotated the client secret of ${name} in ${nameOf(event.environmentId)}; ${overlap("secret", event.overlapHours)}`,
        subjectId: event.grantId,
      };
    case "ClientKeysSet":
      return {
        action: "CLIENT_KEYS_SET",
        summary: event.method
          ? `had ${name} show who it is in ${nameOf(event.environmentId)} by ${event.method.toLowerCase()}`
          : `had ${name} show who it is in ${nameOf(event.environmentId)} by its client secret`,
        subjectId: event.grantId,
      };
    case "ClientApplicationDeactivated":
      return { action: "DEACTIVATED", summary: `deactivated ${name}` };
    case "ClientApplicationRestored":
      return { action: "RESTORED", summary: `restored ${name}` };
    case "ClientApplicationDeleted":
      return { action: "DELETED", summary: `deleted ${name} for good` };
  }
}

const refused = { API_KEY: "an API key", CLIENT_SECRET: "a client secret" } as const;

type ClientSecretLeaked = Extract<ClientApplicationEvent, { type: "ClientSecretLeaked" }>;
type Edited = Extract<ClientApplicationEvent, { type: "ClientApplicationEdited" }>;

function edit(event: Edited, nameOf: NameOf): string {
  const name = nameOf(event.applicationId);
  const changes = [
    ...event.details.map((detail) => (detail === "name" ? `name, to ${name}` : detailWords[detail])),
    ...chosen("added", [...event.addedProductIds, ...event.addedEnvironmentIds], nameOf),
    ...chosen("removed", [...event.removedProductIds, ...event.removedEnvironmentIds], nameOf),
  ];
  return `edited ${nameOf(event.applicationId, "before")}: ${changes.join("; ")}`;
}

function chosen(verb: string, ids: readonly string[], nameOf: NameOf): string[] {
  return ids.length > 0 ? [`${verb} ${listed(ids, nameOf)}`] : [];
}

function listed(ids: readonly string[], nameOf: NameOf): string {
  return ids.map((id) => nameOf(id)).join(", ");
}

function keys(count: number): string {
  return count === 1 ? "an API key" : `${count} API keys`;
}

/** Which of the two is meant. */
export function clientSecret(
  { applicationId, environmentId, preview, isRetiring }: ClientSecretLeaked,
  nameOf: NameOf,
): string {
  const secret = `the client secret of ${nameOf(applicationId)} in ${nameOf(environmentId)}`;
  return isRetiring ? `${secret} before the last rotation` : `${secret}${preview ? ` (${preview})` : ""}`;
}

export function key({ productId, environmentId, preview }: KeyFacts, nameOf: NameOf): string {
  const place = `the API key for ${nameOf(productId)} in ${nameOf(environmentId)}`;
  return preview ? `${place} (${preview})` : place;
}

function overlap(what: string, hours: number): string {
  if (hours === 0) return `the old ${what} stopped working at once`;
  return hours === 1
    ? `the old ${what} works for 1 more hour`
    : `the old ${what} works for ${hours} more hours`;
}
