import type { SelectQueryBuilder } from "kysely";
import type { Filtered, List, PositionedList } from "../../application/queries/list.js";
import type { OfPartner } from "../../application/queries/read-model.js";
import type { Viewer } from "../../application/queries/viewer.js";
import { type Ordered, paging } from "./paging.js";

/** Everything about one list: its pages, its cursors and its count follow from this. */
interface Declaration<
  Wanted extends Filtered<object>,
  DB,
  TB extends keyof DB,
  Row,
  Name extends string,
  Field extends string,
> extends Ordered<Name, Field> {
  /** Where this is false, there is nothing to see and no statement runs. */
  readonly isVisible?: (viewer: Viewer, wanted: NoInfer<Wanted>) => boolean;
  /** All rows, with what each shows. */
  readonly rows: (viewer: Viewer, wanted: Wanted) => SelectQueryBuilder<DB, TB, Row>;
}

/** For what reads a list otherwise than by its pages. */
export function declared<
  Wanted extends Filtered<object>,
  DB,
  TB extends keyof DB,
  Field extends string,
  Row extends Readonly<Record<Field, string | Date>>,
  Name extends string,
>(declaration: Declaration<Wanted, DB, TB, Row, Name, Field>) {
  const { isVisible = () => true, ...rest } = declaration;
  return { ...rest, isVisible };
}

export function list<
  Wanted extends Filtered<object>,
  DB,
  TB extends keyof DB,
  Field extends string,
  Row extends Readonly<Record<Field, string | Date>>,
  Name extends string,
>(declaration: Declaration<Wanted, DB, TB, Row, Name, Field>): PositionedList<Wanted, Row, Name> {
  const { rows, isVisible } = declared(declaration);
  const paged = paging(declaration);
  return {
    position: (row) =>
      paged({ size: 1, isFromEnd: false, after: null, before: null }).slice([row]).rows[0]?.position ?? [],

    async page(viewer, wanted, page) {
      const { cut, slice } = paged(page, wanted.filter);
      if (!isVisible(viewer, wanted)) return slice([]);
      return slice(await cut(rows(viewer, wanted)).execute());
    },

    async count(viewer, wanted) {
      if (!isVisible(viewer, wanted)) return 0;
      const { count } = await countOf(rows(viewer, wanted)).executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

export function countOf<DB, TB extends keyof DB, Row>(rows: SelectQueryBuilder<DB, TB, Row>) {
  return rows
    .clearSelect()
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .$castTo<{ count: string }>();
}

/** The same list, of what `view` makes of each row. */
export function seenAs<Wanted extends Filtered<object>, Row, View, Name extends string>(
  view: (row: Row) => View,
  { page, count }: List<Wanted, Row, Name>,
): List<Wanted, View, Name> {
  return {
    async page(...asked) {
      const { rows, hasMore } = await page(...asked);
      return { rows: rows.map(({ row, position }) => ({ row: view(row), position })), hasMore };
    },
    count,
  };
}

/** For lists that a partner's members see, and nobody else: a company's token is no member. */
export function ofOwnPartner(viewer: Viewer, { partnerId }: OfPartner): boolean {
  return partnerId === viewer.partnerId && !viewer.companyToken;
}

/** For lists that a partner's members see, and operators of every partner. */
export function ofOwnPartnerOrForOperators(viewer: Viewer, wanted: OfPartner): boolean {
  return viewer.isOperator || ofOwnPartner(viewer, wanted);
}

export function forOperators({ isOperator }: Viewer): boolean {
  return isOperator;
}
