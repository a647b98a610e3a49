import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Page, Slice } from "../../application/queries/page.js";

/** Rows strictly behind a position, in the order of `columns` (PostgreSQL row comparison). */
export function behind(
  columns: readonly Expression<unknown>[],
  direction: "asc" | "desc",
  after: readonly unknown[],
): RawBuilder<SqlBool> {
  const operator = sql.raw(direction === "asc" ? ">" : "<");
  return sql<SqlBool>`(${sql.join(columns)}) ${operator} (${sql.join(after)})`;
}

/** Cuts off the one row more that was asked for to learn whether there is a next page. */
export function slice<Row>(rows: readonly Row[], { first }: Page): Slice<Row> {
  return { rows: rows.slice(0, first), hasNext: rows.length > first };
}

/** `text` as a LIKE pattern for "contains", its own `%`, `_` and `\` taken literally. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** To compare with: any of the values, as one parameter however many there are. */
export function anyOf(values: readonly string[]): RawBuilder<string> {
  return sql<string>`any (${[...values]}::text[])`;
}
