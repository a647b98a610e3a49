import { defineEntity, p } from "@mikro-orm/postgresql";
import type { ActorId } from "../../../application/actor-id.js";

/** First answers of mutations that were sent with an `Idempotency-Key`; kept 24 hours. */
export const IdempotencyRow = defineEntity({
  name: "IdempotencyRow",
  tableName: "idempotency_record",
  properties: {
    /** A company's token stands here as well. */
    developerId: p.text().$type<ActorId>().primary(),
    /** What the developer acted by: a session, or the scopes of a token. */
    credential: p.text().primary(),
    key: p.text().primary(),
    requestHash: p.text(),
    /** When the mutation was committed, in its own transaction. */
    doneAt: p.datetime().columnType("timestamptz(3)").nullable(),
    /** Null while the first request is still running. */
    response: p.text().nullable(),
    createdAt: p.datetime().columnType("timestamptz(3)").index("idempotency_record_created_index"),
  },
});
