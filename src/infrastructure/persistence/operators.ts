import { mention } from "../../application/consequences/audit/mentions.js";
import type { Clock } from "../../application/ports/clock.js";
import type { Ids } from "../../application/ports/ids.js";
import { AuditEntryRow } from "./entities/audit-entry.js";
import { DeveloperRow } from "./entities/developer.js";
import { OperatorRow } from "./entities/operator.js";
import type { Em, Orm } from "./orm.js";

/** Staff of the platform by address, besides OPERATOR_EMAILS. Each change leaves an audit entry (R33). */
export function createOperators({ orm, clock, ids }: { orm: Orm; clock: Clock; ids: Ids }) {
  async function audit(
    em: Em,
    email: string,
    action: string,
    sentence: (who: string) => string,
  ): Promise<void> {
    const developer = await em.findOne(DeveloperRow, { email });
    em.create(
      AuditEntryRow,
      {
        id: ids.next("act"),
        at: clock.now(),
        actorId: null,
        actorAddress: null,
        action,
        // The trail holds no addresses.
        summary: sentence(developer ? mention(developer.id) : "someone who has not registered yet"),
        subjectId: developer?.id ?? "operator",
        partnerId: null,
        applicationId: null,
      },
      { persist: true },
    );
  }

  return {
    /** False when he is one already. `email` in compared form. */
    grant: (email: string): Promise<boolean> =>
      orm.em.fork().transactional(async (em) => {
        if (await em.findOne(OperatorRow, { email })) return false;
        em.create(OperatorRow, { email, grantedAt: clock.now() }, { persist: true });
        await audit(em, email, "OPERATOR_GRANTED", (who) => `made ${who} an operator`);
        return true;
      }),

    /** False when he is none. */
    revoke: (email: string): Promise<boolean> =>
      orm.em.fork().transactional(async (em) => {
        const row = await em.findOne(OperatorRow, { email });
        if (!row) return false;
        em.remove(row);
        await audit(em, email, "OPERATOR_REVOKED", (who) => `made ${who} no operator any more`);
        return true;
      }),

    async list(): Promise<{ email: string; grantedAt: Date }[]> {
      return orm.em.fork().find(OperatorRow, {}, { orderBy: { email: "asc" } });
    },
  };
}
