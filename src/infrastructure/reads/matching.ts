import {
  type Expression,
  type ExpressionBuilder,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
  sql,
} from "kysely";
import { textToFind } from "../../domain/text.js";
import { plannedAnew } from "../database/prepared-statements.js";

/**
 * `text`, in the form in which texts are kept, as a LIKE pattern for "contains", its own `%`, `_` and `\` taken literally.
 * Blanks alone are in every text. A space that is no plain one, as pages have them, stands for any character: names are kept
 * with plain ones, descriptions with whichever they were typed.
 */
export function containing(text: string): string {
  const literally = textToFind(text).replace(/[\\%_]/g, "\\$&");
  return `%${literally.replace(/(?! )\p{Zs}/gu, "_")}%`;
}

/** To compare with: any of the values, as one parameter however many there are. */
export function anyOf<Value extends string>(values: readonly Value[]): RawBuilder<Value> {
  return sql<Value>`any (${[...values]}::text[])`;
}

/** Whether the column has any of the values; as with `=` when there is one, so that an index keeps its order. */
export function hasOneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  const [only] = values;
  return values.length === 1
    ? sql<boolean>`${sql.ref(column)} = ${only}`
    : sql<boolean>`${sql.ref(column)} = ${anyOf(values)}`;
}

/** A predicate of `predicates.ts`, each `?` standing for the next of the values. */
export function holding(predicate: string, ...values: readonly unknown[]): RawBuilder<boolean> {
  const parts = predicate.split("?");
  return sql<boolean>(Object.assign(parts, { raw: parts }), ...values);
}

/** When the statement runs, as a value for a predicate. */
export const now = sql`now()`;

/** What each part of a filter asks of a row. */
export type Conditions<Filter, DB, TB extends keyof DB> = {
  readonly [Part in keyof Filter]-?: (
    value: NonNullable<Filter[Part]>,
    row: ExpressionBuilder<DB, TB>,
  ) => Expression<SqlBool>;
};

/** The rows that meet all parts of the filter that are given. */
export function meeting<DB, TB extends keyof DB, Row, Filter extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  filter: Filter,
  conditions: Conditions<Filter, DB, TB>,
): SelectQueryBuilder<DB, TB, Row> {
  const parts = Object.keys(conditions) as (keyof Filter)[];
  const given = parts.filter((part) => filter[part] !== undefined && filter[part] !== null);
  if (given.length === 0) return query;
  return given.reduce(
    (rows, part) =>
      rows.where((row) => conditions[part](filter[part] as NonNullable<Filter[typeof part]>, row)),
    query.modifyEnd(sql.raw(plannedAnew)),
  );
}
