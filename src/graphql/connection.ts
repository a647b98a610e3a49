import type { Slice } from "../application/queries/page.js";
import { cursorOf, type PageArguments } from "./cursor.js";

export interface ConnectionOf<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Runs only when the field is asked for. */
  readonly totalCount: () => Promise<number>;
}

/** A Relay connection of one page; `valuesOf` gives the ordering values of a row. */
export function connection<Node>(
  { rows, hasNext }: Slice<Node>,
  { after }: PageArguments,
  ordering: string,
  valuesOf: (node: Node) => readonly string[],
  totalCount: () => Promise<number>,
): ConnectionOf<Node> {
  const edges = rows.map((node) => ({ cursor: cursorOf(ordering, valuesOf(node)), node }));
  const pageInfo = {
    hasNextPage: hasNext,
    hasPreviousPage: after !== null && after !== undefined,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo, totalCount };
}
