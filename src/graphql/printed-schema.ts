import { lexicographicSortSchema, printSchema } from "graphql";
import { buildPorticoSchema } from "./schema.js";

/** What `schema.graphql` holds: the schema in SDL, sorted, so that a change shows as one. */
export async function printedSchema(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildPorticoSchema()))}\n`;
}
