import { refuse } from "../domain-error.js";
import type { Operator } from "../operator.js";
import { plainText } from "../text.js";
import type { AccessGrantState, ClientApplicationState, GrantDecision } from "./state.js";

/** R17: decided once, never by a member of the applying partner. Throws OWN_PARTNER, ALREADY_DECIDED. */
export function decided(
  { partnerId }: ClientApplicationState,
  grant: AccessGrantState,
  by: Operator,
  verdict: GrantDecision["verdict"],
  reason: string | null,
  now: Date,
): AccessGrantState {
  if (by.partnerId === partnerId) {
    refuse("OWN_PARTNER", "This is your own company's request; another operator has to decide it.", [
      "grantId",
    ]);
  }
  if (grant.decision) {
    refuse("ALREADY_DECIDED", `This request was ${grant.decision.verdict.toLowerCase()} already.`, [
      "grantId",
    ]);
  }
  return { ...grant, decision: { verdict, at: now, reason } };
}

/** Throws INVALID. */
export function decisionReason(reason: string): string {
  return plainText(reason, { label: "The reason", min: 1, max: 1000, path: ["reason"] });
}

/** A rejected request waits for a decision again. Throws ALREADY_DECIDED for an approved one, INVALID. */
export function requestedAgain(grant: AccessGrantState, note: string, now: Date): AccessGrantState {
  if (!grant.decision) {
    refuse("INVALID", "This request still waits for its decision.", ["grantId"]);
  }
  if (grant.decision.verdict === "APPROVED") {
    refuse("ALREADY_DECIDED", "Access is approved; there is nothing to ask for.", ["grantId"]);
  }
  const requestNote = plainText(note, { label: "The note", min: 1, max: 1000, path: ["note"] });
  return { ...grant, requestedAt: now, decision: null, requestNote };
}
