import { createHash } from "node:crypto";
import { type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from "kysely";
import { type Page, type Position, type Slice, UnknownPosition } from "../../application/queries/page.js";

/** A column that rows are ordered by, as it is selected: `a.name`, or `a.id as applicationId`. */
interface Key<Field extends string> {
  /** As the index has it. */
  readonly sorted: RawBuilder<unknown>;
  readonly field: Field;
  /** Whether a position's value can be compared with the column. */
  readonly isFit: (value: string) => boolean;
}

type FieldOf<Column extends string> = Column extends `${string} as ${infer Field}`
  ? Field
  : Column extends `${string}.${infer Field}`
    ? Field
    : never;

type Direction = "asc" | "desc";

/** Outermost key first; the last makes the order total. */
interface Order<Field extends string> {
  readonly direction: Direction;
  readonly keys: readonly Key<Field>[];
}

export interface Ordered<Name extends string, Field extends string> {
  /** Tells the list's positions from those of others. */
  readonly name: string;
  /** By name; the first is the usual one. */
  readonly orders: Readonly<Record<Name, Order<Field>>>;
}

export function text<const Column extends string>(column: Column): Key<FieldOf<Column>> {
  return key(column, sql.ref, () => true);
}

/** What people read and look for: sorted as they do it, whatever the case and the accents (docs/decisions/0048). */
export function name<const Column extends string>(column: Column): Key<FieldOf<Column>> {
  return key(
    column,
    (selected) => sql`${sql.ref(selected)} collate people`,
    () => true,
  );
}

export function instant<const Column extends string>(column: Column): Key<FieldOf<Column>> {
  return key(column, sql.ref, isInstant);
}

export function ascending<Field extends string>(...keys: Key<Field>[]): Order<Field> {
  return { direction: "asc", keys };
}

export function descending<Field extends string>(...keys: Key<Field>[]): Order<Field> {
  return { direction: "desc", keys };
}

/**
 * Pages of a query in one of its orders, by keyset: `cut` gives the page and one row more, from which `slice` tells
 * whether there are more. A position of another order or filter is none here: throws UnknownPosition.
 */
export function paging<Name extends string, Field extends string>({ name, orders }: Ordered<Name, Field>) {
  const usual = Object.keys(orders)[0] as Name;
  return ({ size, isFromEnd, after, before, orderBy = usual }: Page<Name>, filter: object = {}) => {
    const { direction, keys } = orders[orderBy];
    const label = `${name}.${orderBy}${fingerprint(filter)}`;
    const read = isFromEnd ? opposite[direction] : direction;
    const bounds = [
      after && beyond(keys, direction, valuesOf("after", after, label, keys)),
      before && beyond(keys, opposite[direction], valuesOf("before", before, label, keys)),
    ].filter((bound) => bound !== null);

    function inOrder<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>) {
      return keys.reduce((ordered, { sorted }) => ordered.orderBy(sorted, read), query);
    }
    function cut<DB, TB extends keyof DB, Row>(query: SelectQueryBuilder<DB, TB, Row>) {
      return bounds.reduce((rows, bound) => rows.where(bound), inOrder(query).limit(size + 1));
    }
    function slice<Row extends Readonly<Record<Field, string | Date>>>(rows: readonly Row[]): Slice<Row> {
      const shown = rows.slice(0, size);
      const positioned = (isFromEnd ? shown.reverse() : shown).map((row) => ({
        row,
        position: [label, ...keys.map(({ field }) => written(row[field]))],
      }));
      return { rows: positioned, hasMore: rows.length > size };
    }
    return { inOrder, cut, slice };
  };
}

const opposite = { asc: "desc", desc: "asc" } as const;

function key<Column extends string>(
  column: Column,
  sortedBy: (selected: string) => RawBuilder<unknown>,
  isFit: Key<string>["isFit"],
): Key<FieldOf<Column>> {
  const [selected = column, alias] = column.split(" as ");
  const field = alias ?? selected.slice(selected.indexOf(".") + 1);
  return { sorted: sortedBy(selected), field: field as FieldOf<Column>, isFit };
}

/** The same for filters that ask for the same; nothing for one that asks for nothing. */
function fingerprint(filter: object): string {
  const asked = JSON.stringify(canonical(filter));
  if (asked === "{}") return "";
  return `.${createHash("sha256").update(asked).digest("base64url").slice(0, 12)}`;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).sort();
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const given = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(given.sort().map(([name, part]) => [name, canonical(part)]));
}

function valuesOf(
  bound: "after" | "before",
  [label, ...values]: Position,
  expected: string,
  keys: readonly Key<string>[],
) {
  const isFit =
    label === expected &&
    values.length === keys.length &&
    keys.every((key, index) => key.isFit(values[index] ?? ""));
  if (!isFit) throw new UnknownPosition(bound, `not a position in ${expected}`);
  return values;
}

/** PostgreSQL's row comparison: behind the values where rows are sorted that way. */
function beyond(
  keys: readonly Key<string>[],
  direction: Direction,
  values: readonly string[],
): RawBuilder<SqlBool> {
  const columns = sql.join(keys.map(({ sorted }) => sorted));
  return sql<SqlBool>`(${columns}) ${sql.raw(direction === "asc" ? ">" : "<")} (${sql.join(values)})`;
}

function written(value: string | Date): string {
  return value instanceof Date ? value.toISOString() : value;
}

/** `Date` takes the year 0 and 30 February, PostgreSQL does not: only what `Date` writes back unchanged is one. */
function isInstant(value: string): boolean {
  return /^(?!0000)\d{4}-/.test(value) && new Date(value).toJSON() === value;
}
