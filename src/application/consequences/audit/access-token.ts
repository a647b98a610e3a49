import type { AccessTokenEvent } from "../../../domain/access-token/access-token.js";
import { heardOf } from "../leak-words.js";
import type { NameOf } from "../name-of.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of an access token's event. */
export function accessTokenNote(event: AccessTokenEvent, nameOf: NameOf): AuditNote | null {
  const subjectId = event.tokenId;
  switch (event.type) {
    case "AccessTokenCreated": {
      const summary = `created the access token ${nameOf(event.tokenId)} (${event.scopes.join(", ")})`;
      return { action: "ACCESS_TOKEN_CREATED", summary, subjectId };
    }
    case "AccessTokenRevoked": {
      const summary = `revoked the access token ${nameOf(event.tokenId)}`;
      return { action: "ACCESS_TOKEN_REVOKED", summary, subjectId };
    }
    case "AccessTokenLeaked": {
      const summary = heardOf(`the access token ${nameOf(event.tokenId)}`, event, true);
      return { action: "ACCESS_TOKEN_LEAKED", summary, subjectId };
    }
    case "CompanyTokenCreated": {
      const named = event.namedIds.map((id) => nameOf(id)).join(", ");
      const scopes = event.scopes.join(", ");
      const summary = `created the company's access token ${nameOf(event.tokenId)} (${scopes}) for ${named}`;
      return { action: "ACCESS_TOKEN_CREATED", summary, subjectId, partnerId: event.partnerId };
    }
    case "CompanyTokenRevoked": {
      const summary = `revoked the company's access token ${nameOf(event.tokenId)}`;
      return { action: "ACCESS_TOKEN_REVOKED", summary, subjectId, partnerId: event.partnerId };
    }
    case "CompanyTokenLeaked": {
      const summary = heardOf(`the company's access token ${nameOf(event.tokenId)}`, event, true);
      return { action: "ACCESS_TOKEN_LEAKED", summary, subjectId, partnerId: event.partnerId };
    }
    // The removal, new password or deletion of its developer says it all.
    case "AccessTokenEnded":
    case "AccessTokenErased":
    case "CompanyTokenErased":
      return null;
  }
}
