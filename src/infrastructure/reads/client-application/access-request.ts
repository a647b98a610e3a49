import { type RawBuilder, sql } from "kysely";
import type { AccessDecision, AccessRequestState } from "../../../domain/client-application/state.js";

/** What a grant tells of its requests; `r` is their table. */
export const requestOfGrantColumns = [
  "r.id",
  "r.grantId",
  "r.productIds",
  "r.requestedAt",
  "r.note",
  "r.verdict",
  "r.decidedAt",
  "r.decisionReason",
  "r.changedDetails",
] as const;

/** What views of a request are made of. */
export const requestColumns = [...requestOfGrantColumns, "r.applicationId", "r.partnerId"] as const;

export interface RequestRow<Instant> extends Omit<AccessRequestState, "decision" | "requestedAt"> {
  readonly requestedAt: Instant;
  readonly verdict: AccessDecision["verdict"] | null;
  readonly decidedAt: Instant | null;
  readonly decisionReason: string | null;
}

/** The requests of a grant, in the order of asking, as JSON: instants in ISO 8601. */
export function requestsOf(grantId: unknown): RawBuilder<RequestRow<string>[]> {
  return sql<RequestRow<string>[]>`(
    select coalesce(jsonb_agg(jsonb_build_object(
             'id', r.id, 'productIds', r.product_ids, 'requestedAt', r.requested_at, 'note', r.note,
             'verdict', r.verdict, 'decidedAt', r.decided_at, 'decisionReason', r.decision_reason,
             'changedDetails', r.changed_details) order by r.id), '[]')
      from access_request as r where r.grant_id = ${grantId})`;
}

export function toRequest<R extends RequestRow<Date>>({ verdict, decidedAt, decisionReason, ...request }: R) {
  const decision = verdict && decidedAt ? { verdict, at: decidedAt, reason: decisionReason } : null;
  return { ...request, decision };
}
