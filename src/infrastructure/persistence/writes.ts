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
    const isMissing = ({ property }: Column) => (row as Row)[property] === undefined;
    this.change(`insert ${table.name} without ${namesOf(table.written.filter(isMissing))}`, () => ({
      kind: "insert",
      table,
      columns: table.written.filter((column) => !isMissing(column)),
      rows: [],
    })).rows.push(row as Row);
  }

  /** Writes these columns of the row with its `id`, and no other. */
  update(table: Table, columns: readonly Column[], row: object): void {
    this.change(`update ${table.name} ${namesOf(columns)}`, () => ({
      kind: "update",
      table,
      columns,
      rows: [],
    })).rows.push(row as Row);
  }

  delete(table: Table, id: string): void {
    this.gone.set(table, [...(this.gone.get(table) ?? []), id]);
  }

  /** The same for what has the same texts. */
  get shape(): string {
    return [...this.changes.keys(), ...[...this.gone.keys()].map(({ name }) => `delete ${name}`)].join("\n");
  }

  /** Common table expressions that do it, with values from `$1` on. Foreign keys are checked when all is over. */
  texts(): string[] {
    const { changes, gone } = this;
    const texts = [
      ...[...changes.values()].map((change, index) =>
        (change.kind === "insert" ? inserting : updating)(change, index + 1),
      ),
      ...[...gone.keys()].map((table, index) => deleting(table, changes.size + index + 1)),
    ];
    return texts.map((text, index) => `change_${index + 1} as (${text})`);
  }

  /** As many as there are texts. */
  values(): string[] {
    const values = [...[...this.changes.values()].map(({ rows }) => rows), ...this.gone.values()];
    return values.map((value) => JSON.stringify(value));
  }

  private change(key: string, make: () => Change): Change {
    const known = this.changes.get(key) ?? make();
    this.changes.set(key, known);
    return known;
  }
}

const namesOf = (columns: readonly Column[]) => columns.map(({ name }) => name).join();

function inserting({ table, columns }: Change, place: number): string {
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(({ property }) => `"${property}"`).join(", ");
  return `insert into ${table.name} (${names}) select ${values} from ${given(columns, place)}`;
}

function updating({ table, columns }: Change, place: number): string {
  const set = columns.map(({ name, property }) => `${name} = given."${property}"`).join(", ");
  const id = { property: "id", name: "id", type: "text" };
  const few = `(select * from ${given([id, ...columns], place)} ${fewExpected}) as given`;
  return `update ${table.name} as kept set ${set} from ${few} where kept.id = given.id`;
}

/**
 * No limit, but PostgreSQL sees that only when it runs, and plans for a tenth of the hundred rows that it takes any JSON for: for a hundred it
 * would read all of a table that is not large, in place of looking for each.
 */
const fewExpected = "limit (select null::bigint)";

function deleting(table: Table, place: number): string {
  return `delete from ${table.name} where id = any (array (select jsonb_array_elements_text($${place}::jsonb)))`;
}

function given(columns: readonly Column[], place: number): string {
  const typed = columns.map(({ property, type }) => `"${property}" ${type}`).join(", ");
  return `jsonb_to_recordset($${place}::jsonb) as given (${typed})`;
}
