import type { EntityMetadata } from "@mikro-orm/postgresql";
import {
  type IdentifierNode,
  type KyselyPlugin,
  OperationNodeTransformer,
  type QueryResult,
  type UnknownRow,
} from "kysely";
import type { Em } from "../persistence/orm.js";

type Entities = readonly EntityMetadata[];

/**
 * Lets Kysely speak of tables by their entities' names and of columns by their properties' names, in queries and in
 * rows. What the mapper's own plugin asks of every row, whatever spelling a column could have, is found out once here for
 * each set of columns.
 */
export function propertyNames(em: Em): KyselyPlugin {
  const entities = [...em.getMetadata().getAll().values()].filter(({ tableName }) => tableName);
  const toColumns = new ToColumns(entities);
  const toRows = rowsOf(entities);
  return {
    transformQuery: ({ node, queryId }) => toColumns.transformNode(node, queryId),
    transformResult: async ({ result }) => toRows(result),
  };
}

class ToColumns extends OperationNodeTransformer {
  private readonly names: Map<string, string>;

  constructor(entities: Entities) {
    super();
    this.names = new Map(entities.map(({ className, tableName }) => [className, tableName]));
  }

  protected override transformIdentifier(node: IdentifierNode): IdentifierNode {
    const known = this.names.get(node.name);
    if (known !== undefined) return known === node.name ? node : { ...node, name: known };
    this.names.set(node.name, columnOf(node.name));
    return this.transformIdentifier(node);
  }
}

type Read = (row: UnknownRow) => UnknownRow;

function rowsOf(entities: Entities): (result: QueryResult<UnknownRow>) => QueryResult<UnknownRow> {
  const instants = instantColumns(entities);
  const plans = new Map<string, Read>();
  return (result) => {
    const [first] = result.rows;
    if (!first) return result;
    const columns = Object.keys(first);
    const key = columns.join();
    const read = plans.get(key) ?? readerOfRows(columns, instants);
    plans.set(key, read);
    return { ...result, rows: result.rows.map(read) };
  };
}

function readerOfRows(columns: readonly string[], instants: ReadonlySet<string>): Read {
  const plan = columns.map((column) => ({
    column,
    property: propertyOf(column),
    isInstant: instants.has(column),
  }));
  return (row) => {
    const read: UnknownRow = {};
    for (const { column, property, isInstant } of plan) {
      const value = row[column];
      read[property] = isInstant && typeof value === "string" ? new Date(value) : value;
    }
    return read;
  };
}

/** By their names alone, which have to mean the same in all tables. */
function instantColumns(entities: Entities): ReadonlySet<string> {
  const instants = new Set<string>();
  const others = new Set<string>();
  for (const { props } of entities) {
    for (const { name, fieldNames = [], runtimeType } of props) {
      for (const column of fieldNames) {
        if (column !== columnOf(name)) throw new Error(`${name} is not mapped to ${columnOf(name)}`);
        (runtimeType === "Date" ? instants : others).add(column);
      }
    }
  }
  const [ambiguous] = [...instants].filter((column) => others.has(column));
  if (ambiguous) throw new Error(`${ambiguous} is an instant in one table and something else in another`);
  return instants;
}

/** `createdAt` is `created_at`. */
export const columnOf = (property: string) =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const propertyOf = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
