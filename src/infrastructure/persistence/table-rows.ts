import type { Em } from "./orm.js";
import { rowFrom, type Table, tableOf } from "./table.js";
import type { Writes } from "./writes.js";

interface Identified {
  readonly id: string;
}

/**
 * The rows of one table that a transaction has loaded, without the mapper's unit of work: what differs goes to the
 * transaction's `writes`.
 */
export class TableRows<Row extends Identified, Data extends Identified = Row> {
  private readonly loaded = new Map<string, Row>();
  private readonly table: Table;

  constructor(
    em: Em,
    entity: object,
    private readonly writes: Writes,
  ) {
    this.table = tableOf(em, entity);
  }

  /** Rows that a statement has read, by their columns' names, from JSON. */
  take(rows: readonly object[]): Row[] {
    return rows.map((read) => {
      const row = rowFrom<Row>(this.table, read);
      this.loaded.set(row.id, row);
      return row;
    });
  }

  /** Inserts the row, or updates what differs from the one that was loaded. */
  put(data: Data): void {
    const row = this.loaded.get(data.id);
    if (!row) {
      this.writes.insert(this.table, data);
      return;
    }
    const before = row as Readonly<Record<string, unknown>>;
    const now = data as Readonly<Record<string, unknown>>;
    const changed = this.table.written.filter(
      ({ property }) => now[property] !== undefined && !isSame(before[property], now[property]),
    );
    if (changed.length > 0) this.writes.update(this.table, changed, data);
  }

  /** Deletes the loaded rows that `belongs` says are concerned and that are not among `kept`. */
  keepOnly(kept: readonly Identified[], belongs: (row: Row) => boolean): void {
    const ids = new Set(kept.map(({ id }) => id));
    for (const [id, row] of this.loaded) if (belongs(row) && !ids.has(id)) this.writes.delete(this.table, id);
  }
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null)
    return one === other;
  return JSON.stringify(one) === JSON.stringify(other);
}
