import type { Column, Table } from "./table.js";

type Row = Readonly<Record<string, unknown>>;

interface Change {
  readonly kind: "insert" | "update";
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly rows: Row[];
}

/** What a transaction has to write of rows with an `id`: by one statement, whose text is the same for the same kind of change. */
export class Writes {
  private readonly changes = new Map<string, Change>();
  private readonly gone = new Map<Table, string[]>();

  insert(table: Table, row: object): void {
    const columns = table.written.filter(({ property }) => (row as Row)[property] !== undefined);
    this.add({ kind: "insert", table, columns, rows: [] }, row);
  }

  /** Writes these columns of the row with its `id`, and no other. */
  update(table: Table, columns: readonly Column[], row: object): void {
    this.add({ kind: "update", table, columns, rows: [] }, row);
  }

  delete(table: Table, id: string): void {
    this.gone.set(table, [...(this.gone.get(table) ?? []), id]);
  }

  /** Common table expressions that do it, and their values from `$1` on. Foreign keys are checked when all is over. */
  parts(): { readonly texts: string[]; readonly values: string[] } {
    const { changes, gone } = this;
    const texts = [
      ...[...changes.values()].map((change, index) =>
        (change.kind === "insert" ? inserting : updating)(change, index + 1),
      ),
      ...[...gone.keys()].map((table, index) => deleting(table, changes.size + index + 1)),
    ];
    const values = [...[...changes.values()].map(({ rows }) => rows), ...gone.values()];
    return {
      texts: texts.map((text, index) => `change_${index + 1} as (${text})`),
      values: values.map((value) => JSON.stringify(value)),
    };
  }

  private add(change: Change, row: object): void {
    const { kind, table, columns } = change;
    const names = columns.map(({ name }) => name).join();
    const key = `${kind} ${table.name} ${names}`;
    const one = this.changes.get(key) ?? change;
    one.rows.push(row as Row);
    this.changes.set(key, one);
  }
}

function inserting({ table, columns }: Change, place: number): string {
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(({ property }) => `"${property}"`).join(", ");
  return `insert into ${table.name} (${names}) select ${values} from ${given(columns, place)}`;
}

function updating({ table, columns }: Change, place: number): string {
  const set = columns.map(({ name, property }) => `${name} = given."${property}"`).join(", ");
  const id = { property: "id", name: "id", type: "text" };
  return `update ${table.name} as kept set ${set} from ${given([id, ...columns], place)} where kept.id = given.id`;
}

function deleting(table: Table, place: number): string {
  return `delete from ${table.name} where id = any (array (select jsonb_array_elements_text($${place}::jsonb)))`;
}

function given(columns: readonly Column[], place: number): string {
  const typed = columns.map(({ property, type }) => `"${property}" ${type}`).join(", ");
  return `jsonb_to_recordset($${place}::jsonb) as given (${typed})`;
}
