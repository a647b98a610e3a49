/** One page of a list in a fixed order (keyset pagination): the `first` rows behind the position `after`. */
export interface Page {
  readonly first: number;
  /** The ordering values of the last row already seen, outermost first; null for the beginning. */
  readonly after: readonly string[] | null;
}

export interface Slice<Row> {
  readonly rows: readonly Row[];
  readonly hasNext: boolean;
}
