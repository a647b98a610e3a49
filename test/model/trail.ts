import type { Command, Name } from "./commands.js";
import type { Outcome } from "./model.js";

/** R33: what a command that changed something is called in the audit trail. */
const actions: Partial<Record<Command["kind"], string>> = {
  edit: "EDITED",
  addCoOwner: "CO_OWNER_ADDED",
  removeCoOwner: "CO_OWNER_REMOVED",
  transferOwnership: "OWNERSHIP_TRANSFERRED",
  revokeApiKey: "API_KEY_REVOKED",
  revealApiKey: "API_KEY_REVEALED",
  rotateApiKey: "API_KEY_ROTATED",
  revokeGrantCredentials: "GRANT_CREDENTIALS_REVOKED",
  revealClientSecret: "CLIENT_SECRET_REVEALED",
  rotateClientSecret: "CLIENT_SECRET_ROTATED",
  deactivate: "DEACTIVATED",
  restore: "RESTORED",
  delete: "DELETED",
};

/** The entries that a command has to leave: one for a change, one for a view that was refused (R19), else none. */
export function entriesAfter({ kind, by }: Command & { by: Name }, outcome: Outcome): string[] {
  if ("changed" in outcome) return outcome.changed ? [`${actions[kind]} by ${by}`] : [];
  const isView = kind === "revealApiKey" || kind === "revealClientSecret";
  return isView && outcome.refused !== "NOT_FOUND" ? [`REVEAL_REFUSED by ${by}`] : [];
}
