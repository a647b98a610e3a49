import type { GatewayTokenEvent } from "../../../domain/gateway/gateway-token.js";
import { heardOf } from "../leak-words.js";
import type { NameOf } from "../name-of.js";
import type { AuditNote } from "./audit-note.js";

/** What the audit trail says of a gateway token's event. */
export function gatewayTokenNote(event: GatewayTokenEvent, nameOf: NameOf): AuditNote {
  const token = `the gateway token ${nameOf(event.tokenId)} of ${nameOf(event.environmentId)}`;
  const subjectId = event.tokenId;
  switch (event.type) {
    case "GatewayTokenCreated":
      return { action: "GATEWAY_TOKEN_CREATED", summary: `created ${token}`, subjectId };
    case "GatewayTokenRevoked":
      return { action: "GATEWAY_TOKEN_REVOKED", summary: `revoked ${token}`, subjectId };
    case "GatewayTokenLeaked": {
      const summary = heardOf(token, event, event.isRevoked);
      return { action: "GATEWAY_TOKEN_LEAKED", summary, subjectId };
    }
  }
}
