/** Where a row stands in a list: what it is ordered by, and the row's own values of that. Only the list reads it. */
export type Position = readonly string[];

/** One page of a list: the `first` rows behind a position. */
export interface Page<Order extends string = never> {
  readonly first: number;
  /** Null for the beginning. */
  readonly after: Position | null;
  /** The list's usual order when left out. */
  readonly orderBy?: Order | undefined;
}

export interface Slice<Row> {
  readonly rows: readonly { readonly row: Row; readonly position: Position }[];
  readonly hasNext: boolean;
}

/** What is thrown for a page behind a position that the list, in this order, does not have. */
export class UnknownPosition extends Error {}
