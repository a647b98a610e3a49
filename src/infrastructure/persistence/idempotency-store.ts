import type { Claim, HeldClaim, IdempotencyStore } from "../../application/ports/idempotency-store.js";
import { withoutSecrets } from "../secrets/secret-format.js";
import type { Orm } from "./orm.js";

const hour = 3_600_000;
const lifetime = 24 * hour;
const usuallyLostAfter = 30_000;

export interface IdempotencyOptions {
  /** Milliseconds after which a claim that was neither kept nor released counts as lost. */
  readonly lostAfter?: number;
}

interface Held {
  request_hash: string;
  response: string | null;
  is_lost: boolean;
}

export function createIdempotencyStore(
  orm: Orm,
  { lostAfter = usuallyLostAfter }: IdempotencyOptions = {},
): IdempotencyStore {
  const execute = <Row>(sql: string, parameters: unknown[]) =>
    orm.em.getConnection().execute<Row[]>(sql, parameters);
  const place = "developer_id = ? and credential = ? and key = ?";
  /** Of a request that has been overtaken, the row may be another's by now, or answered. */
  const open = `${place} and request_hash = ? and created_at = ? and response is null`;
  const heldBy = ({ actorId, credential, key, requestHash, claimedAt }: HeldClaim) => [
    actorId,
    credential,
    key,
    requestHash,
    claimedAt.toISOString(),
  ];

  return {
    async claim({ actorId, credential, key, requestHash }, now): Promise<Claim> {
      const expired = new Date(now.getTime() - lifetime).toISOString();
      const lost = new Date(now.getTime() - lostAfter).toISOString();
      const first = await execute(
        `insert into idempotency_record as held (developer_id, credential, key, request_hash, response, created_at)
         values (?, ?, ?, ?, null, ?)
         on conflict (developer_id, credential, key) do update
           set request_hash = excluded.request_hash, response = null, done_at = null, created_at = excluded.created_at
         where held.created_at < ?
            or (held.response is null and held.done_at is null and held.created_at < ?
                and held.request_hash = excluded.request_hash)
         returning true`,
        [actorId, credential, key, requestHash, now.toISOString(), expired, lost],
      );
      if (first.length > 0) return { state: "FIRST" };
      const [held] = await execute<Held>(
        `select request_hash, response, done_at is not null and created_at < ? as is_lost
           from idempotency_record where ${place}`,
        [lost, actorId, credential, key],
      );
      // Released in between: the next try will be the first.
      if (!held) return { state: "RUNNING" };
      if (held.request_hash !== requestHash) return { state: "OTHER_REQUEST" };
      if (held.response !== null) return { state: "ANSWERED", response: held.response };
      return { state: held.is_lost ? "DONE" : "RUNNING" };
    },

    async keep(claim, response) {
      await execute(`update idempotency_record set response = ? where ${open}`, [
        withoutSecrets(response),
        ...heldBy(claim),
      ]);
    },

    async release(claim) {
      await execute(`delete from idempotency_record where ${open} and done_at is null`, heldBy(claim));
    },

    async purgeExpired(now) {
      const expired = new Date(now.getTime() - lifetime).toISOString();
      await execute("delete from idempotency_record where created_at < ?", [expired]);
    },
  };
}
