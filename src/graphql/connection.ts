import type { Filtered } from "../application/queries/list.js";
import { type Page, type Position, type Slice, UnknownPosition } from "../application/queries/page.js";
import { cursorOf, type PageArguments, pageOf } from "./cursor.js";
import { badUserInput } from "./errors.js";

/** A list as the viewer of a request reads it. */
export interface Listed<Wanted extends Filtered<object>, Node, Order extends string> {
  page(wanted: Wanted, page: Page<Order>): Promise<Slice<Node>>;
  count(wanted: Wanted): Promise<number>;
}

export interface ConnectionOf<Node> {
  readonly edges: readonly EdgeOf<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  /** Runs only when the field is asked for, and asks only where there are more rows than the page has. */
  readonly totalCount: () => Promise<number>;
}

/**
 * The Relay connection of one page of a list. Throws BAD_USER_INPUT for a page size out of bounds, and for a cursor
 * that is malformed, of another list, of another order or of another filter.
 */
export async function connection<Wanted extends Filtered<object>, Node, Order extends string>(
  list: Listed<Wanted, Node, Order>,
  wanted: Wanted,
  args: PageArguments<Order>,
): Promise<ConnectionOf<Node>> {
  const page = pageOf(args);
  const { rows, hasMore } = await list.page(wanted, page).catch(refused);
  const edges = rows.map(({ row, position }) => ({ cursor: cursorOf(position), node: row }));
  const pageInfo = {
    hasNextPage: page.isFromEnd ? page.before !== null : hasMore,
    hasPreviousPage: page.isFromEnd ? hasMore : page.after !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  const isWhole = page.after === null && page.before === null && !hasMore;
  const totalCount = async () => (isWhole ? rows.length : list.count(wanted));
  return { edges, nodes: rows.map(({ row }) => row), pageInfo, totalCount };
}

export interface EdgeOf<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** What is new in a list, as that has it in its usual order; null where the viewer sees no such thing. */
export async function edge<Node>(
  list: { position(row: Node): Position },
  row: Promise<Node | null>,
): Promise<EdgeOf<Node> | null> {
  const node = await row;
  return node && { cursor: cursorOf(list.position(node)), node };
}

function refused(error: unknown): never {
  throw refusedPosition(
    error,
    "`after` and `before` take cursors of this list in this order and with this filter alone; take them from its edges.",
  );
}

/** BAD_USER_INPUT for a cursor of something else; any other error as it is. */
export function refusedPosition(error: unknown, message: string): unknown {
  return error instanceof UnknownPosition ? badUserInput(message, [error.bound]) : error;
}
