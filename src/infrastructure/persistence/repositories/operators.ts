import type { Operators } from "../../../application/ports/unit-of-work.js";
import type { Id } from "../../../domain/id.js";
import { OperatorRole, type OperatorRoleState } from "../../../domain/operator-role.js";
import { OperatorRow } from "../entities/operator.js";
import type { Em } from "../orm.js";
import { type RowOf, RowSet } from "../row-set.js";
import { Tracked } from "../tracked.js";

export class MikroOperators implements Operators {
  readonly tracked = new Tracked<OperatorRoleState, OperatorRole>();
  private readonly rows: RowSet<RowOf<typeof OperatorRow>>;

  constructor(private readonly em: Em) {
    this.rows = new RowSet(em, OperatorRow, ({ email }) => email);
  }

  async lock(email: string): Promise<OperatorRole> {
    await this.em.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`operator:${email}`]);
    const row = await this.rows.findOne({ email });
    const [developer] = await this.em.execute<{ id: Id<"dev"> }[]>(
      "select id from developer where email = ?",
      [email],
    );
    const state = { email, developerId: developer?.id ?? null, grantedAt: row?.grantedAt ?? null };
    return this.tracked.loaded(OperatorRole.fromState(state));
  }

  save(): void {
    for (const { state } of this.tracked.changed()) {
      const { email, grantedAt } = state;
      if (grantedAt) this.rows.put({ email, grantedAt });
      else this.rows.keepOnly([], (row) => row.email === email);
    }
  }
}
