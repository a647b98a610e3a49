import type { DeveloperEvent } from "../../../domain/developer/developer.js";
import type { OperatorEvent } from "../../../domain/operator-role.js";
import type { AuditNote } from "./audit-note.js";
import { mention } from "./mentions.js";

/** What the audit trail says of a developer's event. */
export function developerNote(event: DeveloperEvent): AuditNote | null {
  const subjectId = event.developerId;
  switch (event.type) {
    // The founding or joining that comes with it says it all.
    case "DeveloperAdmitted":
      return null;
    case "IdentityLinked":
      return {
        action: "IDENTITY_LINKED",
        summary: `signed in through ${event.issuer} for the first time`,
        subjectId,
        actorId: event.developerId,
      };
    case "AddressFollowed":
      return {
        action: "ADDRESS_FOLLOWED",
        summary: `has another address now, as ${event.issuer} says`,
        subjectId,
        actorId: event.developerId,
      };
    case "AddressMoved":
      return {
        action: "ADDRESS_MOVED",
        summary: "moved to another address, which ended all other sessions and all access tokens",
        subjectId,
        actorId: event.developerId,
      };
    case "ProfileUpdated":
      return { action: "PROFILE_UPDATED", summary: "updated the profile", subjectId };
    case "PasswordChanged":
      return {
        action: "PASSWORD_CHANGED",
        summary: "chose a new password, which ended all other sessions and all access tokens",
        subjectId,
        actorId: event.developerId,
      };
    case "AccessEnded": {
      const summary = `ended all sessions and access tokens of ${mention(event.developerId)}: ${event.reason}`;
      return { action: "ACCESS_ENDED", summary, subjectId };
    }
    case "FactorsRemoved": {
      const summary = `removed the second factors of ${mention(event.developerId)}, which ended all sessions and access tokens`;
      return { action: "FACTORS_REMOVED", summary, subjectId };
    }
    case "AccountDeleted":
      return { action: "ACCOUNT_DELETED", summary: "deleted the account", subjectId };
    case "TermsAccepted":
      return { action: "TERMS_ACCEPTED", summary: `accepted the terms, version ${event.version}`, subjectId };
  }
}

/** What the audit trail says of who is staff of the platform; never an address. */
export function operatorNote(event: OperatorEvent): AuditNote {
  const { developerId } = event;
  const who = developerId ? mention(developerId) : "someone who has not registered yet";
  const subjectId = developerId ?? "operator";
  switch (event.type) {
    case "OperatorGranted":
      return { action: "OPERATOR_GRANTED", summary: `made ${who} an operator`, subjectId };
    case "OperatorRevoked": {
      const summary = event.isOwnWish ? "gave up being an operator" : `removed ${who} from the operators`;
      return { action: "OPERATOR_REVOKED", summary, subjectId };
    }
  }
}
