import type { Page, Position, Slice } from "./page.js";
import type { Viewer } from "./viewer.js";

/** Which rows of a list: those that meet every part of the filter that is given. */
export interface Filtered<Filter extends object> {
  readonly filter: Filter;
}

/** Rows that are read page by page; `wanted` says which. Empty for whoever may not see any (R18). */
export interface List<Wanted extends Filtered<object>, Row, Order extends string> {
  /** Throws UnknownPosition. */
  page(viewer: Viewer, wanted: Wanted, page: Page<Order>): Promise<Slice<Row>>;
  /** How many there are on all pages. */
  count(viewer: Viewer, wanted: Wanted): Promise<number>;
}

/** A list that tells where a row of it stands, in its usual order and without a filter. */
export interface PositionedList<Wanted extends Filtered<object>, Row, Order extends string>
  extends List<Wanted, Row, Order> {
  position(row: Row): Position;
}

/** The lists of many parents, by the parents' ids: the same page of each. What is not there is empty. */
export interface ListOfEach<
  Filter extends object,
  Row,
  Order extends string,
  Parent extends string = string,
> {
  /** Throws UnknownPosition. */
  pages(
    viewer: Viewer,
    parentIds: readonly Parent[],
    wanted: Filtered<Filter>,
    page: Page<Order>,
  ): Promise<ReadonlyMap<string, Slice<Row>>>;
  counts(
    viewer: Viewer,
    parentIds: readonly Parent[],
    wanted: Filtered<Filter>,
  ): Promise<ReadonlyMap<string, number>>;
}
