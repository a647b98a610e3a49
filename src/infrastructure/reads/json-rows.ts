import { columnOf } from "./property-names.js";

/** Columns, as SQL, by the properties that they become. */
export type Columns = Readonly<Record<string, string>>;

/** Of columns as Kysely names them: `g.applicationId`. */
export function byProperty(columns: readonly string[]): Columns {
  return Object.fromEntries(
    columns.map((column) => [column.slice(column.indexOf(".") + 1), columnOf(column)]),
  );
}

/** SQL: one row as a JSON object, its instants in ISO 8601. */
export function jsonObject(columns: Columns): string {
  return `json_build_object(${Object.entries(columns)
    .map(([property, column]) => `'${property}', ${column}`)
    .join(", ")})`;
}

/** The row of such an object. Instants are known by their properties' names. */
export function rowOf<Row>(json: object): Row {
  return Object.fromEntries(
    Object.entries(json).map(([property, value]) => [
      property,
      property.endsWith("At") ? instant(value) : value,
    ]),
  ) as Row;
}

export const instant = (value: unknown) => (typeof value === "string" ? new Date(value) : value);
