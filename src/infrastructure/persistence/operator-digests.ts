import type { OperatorDigests } from "../../application/ports/operator-digests.js";
import { OperatorDigestRow } from "./entities/operator.js";
import type { Orm } from "./orm.js";

const name = "access-requests";

export function createOperatorDigests(orm: Orm): OperatorDigests {
  return {
    async lastSentAt() {
      return (await orm.em.fork().findOne(OperatorDigestRow, { name }))?.sentAt ?? null;
    },
    async markSent(sentAt) {
      await orm.em.fork().upsert(OperatorDigestRow, { name, sentAt });
    },
  };
}
