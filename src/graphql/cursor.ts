import type { Page } from "../application/queries/page.js";
import { badUserInput } from "./errors.js";
import { isStorable } from "./storable-text.js";

export const defaultPageSize = 20;
export const maxPageSize = 100;

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** An opaque position in a list of one ordering: its name and the ordering values of a row. */
export function cursorOf(ordering: string, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([ordering, ...values])).toString("base64url");
}

/** What an ordering value is: any text, or an instant as `Date.toISOString` writes it. */
export type OrderingValue = "text" | "instant";

/**
 * The page that the arguments name in an ordering of these values. Throws BAD_USER_INPUT for a page size out of
 * 1 to 100 and for a cursor that is malformed or from another ordering.
 */
export function pageOf(
  { first, after }: PageArguments,
  ordering: string,
  kinds: readonly OrderingValue[],
): Page {
  const size = first ?? defaultPageSize;
  if (size < 1 || size > maxPageSize)
    throw badUserInput(`\`first\` must be 1 to ${maxPageSize}; this is ${size}.`);
  if (after === null || after === undefined) return { first: size, after: null };
  const [name, ...values] = decoded(after);
  if (
    name !== ordering ||
    values.length !== kinds.length ||
    !values.every((value, index) => isOfKind(value, kinds[index]))
  ) {
    throw badUserInput("`after` is not a cursor of this list in this order; take one from its edges.");
  }
  return { first: size, after: values };
}

function decoded(cursor: string): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const isCursor =
      Array.isArray(value) && value.every((part) => typeof part === "string" && isStorable(part));
    return isCursor ? value : [];
  } catch {
    return [];
  }
}

/** `Date` takes the year 0 and 30 February, PostgreSQL does not: only what `Date` writes back unchanged is one. */
function isOfKind(value: string, kind: OrderingValue | undefined): boolean {
  if (kind !== "instant") return true;
  return /^(?!0000)\d{4}-/.test(value) && new Date(value).toJSON() === value;
}
