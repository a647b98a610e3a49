import type { OperatorEvent } from "../../../domain/operator-role.js";
import type { AuditNote } from "./audit-note.js";
import { mention } from "./mentions.js";

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
