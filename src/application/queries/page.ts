/**
 * Where a row stands in a list: which list, in which order and with which filter, and the row's own values of what it is
 * ordered by. Only the list reads it.
 */
export type Position = readonly string[];

/** One page of a list: of the rows between two positions the first ones, or the last ones. */
export interface Page<Order extends string = never> {
  readonly size: number;
  readonly isFromEnd: boolean;
  /** Null for the list's beginning. */
  readonly after: Position | null;
  /** Null for the list's end. */
  readonly before: Position | null;
  /** The list's usual order when left out. */
  readonly orderBy?: Order | undefined;
}

/** In the list's order, from whichever end the page was taken. */
export interface Slice<Row> {
  readonly rows: readonly { readonly row: Row; readonly position: Position }[];
  /** Whether the rows between the two positions go on beyond the page: behind its last row, or before its first. */
  readonly hasMore: boolean;
}

/** What is thrown for a position that the list, in this order and with this filter, does not have. */
export class UnknownPosition extends Error {
  constructor(
    /** Which bound of the page it was given as. */
    readonly bound: "after" | "before",
    message: string,
  ) {
    super(message);
  }
}
