import type { AnyEntity, EntityName } from "@mikro-orm/postgresql";
import type { Em } from "./orm.js";

export interface Column {
  /** In the row as the program has it. */
  readonly property: string;
  readonly name: string;
  /** In SQL. */
  readonly type: string;
}

/** A table as its entity describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Without those that only reading works out. */
  readonly written: readonly Column[];
}

const known = new WeakMap<object, Table>();

export function tableOf(em: Em, entity: object): Table {
  const table = known.get(entity) ?? described(em, entity);
  known.set(entity, table);
  return table;
}

function described(em: Em, entity: object): Table {
  const { tableName, props } = em.getMetadata(entity as EntityName<AnyEntity>);
  const all = props.map(({ name, fieldNames, columnTypes, formula }) => ({
    column: { property: name, name: fieldNames[0] as string, type: columnTypes?.[0] ?? "text" },
    isWritten: !formula,
  }));
  return {
    name: tableName,
    columns: all.map(({ column }) => column),
    written: all.flatMap(({ column, isWritten }) => (isWritten ? column : [])),
  };
}

/** A row that a statement has read, by its columns' names; also from JSON. */
export function rowFrom<Row>({ columns }: Table, read: object): Row {
  const values = read as Readonly<Record<string, unknown>>;
  const row: Record<string, unknown> = {};
  for (const { property, name, type } of columns) {
    const value = values[name] ?? null;
    row[property] = value !== null && type.startsWith("timestamptz") ? new Date(value as string) : value;
  }
  return row as Row;
}
