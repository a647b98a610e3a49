import type { Id } from "../../../domain/id.js";
import type { AuditAction } from "./audit-action.js";

/** What the audit trail says of an event (R33); never a secret. */
export interface AuditNote {
  readonly action: AuditAction;
  /**
   * A sentence without its subject, that a person understands. Developers stand in it by their ids, so that the trail
   * holds no names; readers are shown the names.
   */
  readonly summary: string;
  readonly subjectId: string;
  readonly partnerId?: Id<"prt">;
  readonly applicationId?: Id<"app">;
  /** Who acted, where the event knows better than the transaction's origin. */
  readonly actorId?: Id<"dev">;
}
