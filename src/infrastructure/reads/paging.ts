import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { type Page, type Position, type Slice, UnknownPosition } from "../../application/queries/page.js";

/** A column that rows are ordered by, as it is selected: `a.name`, or `a.id as applicationId`. */
interface Key<Field extends string> {
  readonly column: string;
  readonly field: Field;
  /** Whether a position's value can be compared with the column. */
  readonly isFit: (value: string) => boolean;
}

type FieldOf<Column extends string> = Column extends `${string} as ${infer Field}`
  ? Field
  : Column extends `${string}.${infer Field}`
    ? Field
    : never;

/** Outermost key first; the last makes the order total. */
interface Order<Field extends string> {
  readonly direction: "asc" | "desc";
  readonly keys: readonly Key<Field>[];
}

export interface Ordered<Name extends string, Field extends string> {
  /** Tells the list's positions from those of others. */
  readonly name: string;
  /** By name; the first is the usual one. */
  readonly orders: Readonly<Record<Name, Order<Field>>>;
}

export function text<const Column extends string>(column: Column): Key<FieldOf<Column>> {
  return key(column, () => true);
}

export function instant<const Column extends string>(column: Column): Key<FieldOf<Column>> {
  return key(column, isInstant);
}

export function ascending<Field extends string>(...keys: Key<Field>[]): Order<Field> {
  return { direction: "asc", keys };
}

export function descending<Field extends string>(...keys: Key<Field>[]): Order<Field> {
  return { direction: "desc", keys };
}

/**
 * Pages of a query in one of its orders, by keyset: `cut` gives the page and one row more, from which `slice` tells
 * whether there is a next page. Throws UnknownPosition.
 */
export function paging<Name extends string, Field extends string>({ name, orders }: Ordered<Name, Field>) {
  const usual = Object.keys(orders)[0] as Name;
  return ({ first, after, orderBy = usual }: Page<Name>) => {
    const { direction, keys } = orders[orderBy];
    const label = `${name}.${orderBy}`;
    const values = after && valuesOf(after, label, keys);

    function inOrder<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>) {
      return keys.reduce((ordered, { column }) => ordered.orderBy(sql.ref(column), direction), query);
    }
    function cut<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>) {
      const limited = inOrder(query).limit(first + 1);
      return values ? limited.where(behind(keys, direction, values)) : limited;
    }
    function slice<Row extends Readonly<Record<Field, string | Date>>>(rows: readonly Row[]): Slice<Row> {
      const positioned = rows.slice(0, first).map((row) => ({
        row,
        position: [label, ...keys.map(({ field }) => written(row[field]))],
      }));
      return { rows: positioned, hasNext: rows.length > first };
    }
    return { inOrder, cut, slice };
  };
}

function key<Column extends string>(column: Column, isFit: Key<string>["isFit"]): Key<FieldOf<Column>> {
  const [selected = column, alias] = column.split(" as ");
  const field = alias ?? selected.slice(selected.indexOf(".") + 1);
  return { column: selected, field: field as FieldOf<Column>, isFit };
}

function valuesOf([label, ...values]: Position, expected: string, keys: readonly Key<string>[]) {
  const isFit =
    label === expected &&
    values.length === keys.length &&
    keys.every((key, index) => key.isFit(values[index] ?? ""));
  if (!isFit) throw new UnknownPosition(`not a position in ${expected}`);
  return values;
}

/** PostgreSQL row comparison. */
function behind(
  keys: readonly Key<string>[],
  direction: "asc" | "desc",
  values: readonly string[],
): RawBuilder<SqlBool> {
  const columns = sql.join(keys.map(({ column }) => sql.ref(column)));
  return sql<SqlBool>`(${columns}) ${sql.raw(direction === "asc" ? ">" : "<")} (${sql.join(values)})`;
}

function written(value: string | Date): string {
  return value instanceof Date ? value.toISOString() : value;
}

/** `Date` takes the year 0 and 30 February, PostgreSQL does not: only what `Date` writes back unchanged is one. */
function isInstant(value: string): boolean {
  return /^(?!0000)\d{4}-/.test(value) && new Date(value).toJSON() === value;
}
