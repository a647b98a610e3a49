import type { AccessTokenEvent } from "../../../domain/access-token/access-token.js";
import type { NameOf } from "../name-of.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of an access token's event. */
export function accessTokenNote(event: AccessTokenEvent, nameOf: NameOf): AuditNote {
  const subjectId = event.tokenId;
  const name = nameOf(event.tokenId);
  switch (event.type) {
    case "AccessTokenCreated": {
      const summary = `created the access token ${name} (${event.scopes.join(", ")})`;
      return { action: "ACCESS_TOKEN_CREATED", summary, subjectId };
    }
    case "AccessTokenRevoked":
      return { action: "ACCESS_TOKEN_REVOKED", summary: `revoked the access token ${name}`, subjectId };
  }
}
