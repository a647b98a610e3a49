import type { Page, Position } from "../application/queries/page.js";
import { isStorable } from "../application/storable-text.js";
import { badUserInput } from "./errors.js";
import { limits } from "./limits/limits.js";

export interface PageArguments<Order extends string = never> {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
  readonly orderBy?: Order | null | undefined;
}

/** A position as clients see it, opaque. */
export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/**
 * The page that the arguments name. `last` takes the place of the default of `first`, so that it can be given alone.
 * Throws BAD_USER_INPUT for a page size out of 1 to 100, and for `last` beside another `first`.
 */
export function pageOf<Order extends string = never>(args: PageArguments<Order>): Page<Order> {
  const { after, before, orderBy } = args;
  const { usual, max } = limits.pageSize;
  const first = args.first ?? usual;
  const last = args.last ?? null;
  if (last !== null && first !== usual)
    throw badUserInput("Give `first` or `last`, not both: a page begins at one end of the list.", ["last"]);
  const size = last ?? first;
  const asked = last === null ? "first" : "last";
  if (size < 1 || size > max)
    throw badUserInput(`\`${asked}\` must be 1 to ${max}; this is ${size}.`, [asked]);
  return {
    size,
    isFromEnd: last !== null,
    after: positionOf(after),
    before: positionOf(before),
    orderBy: orderBy ?? undefined,
  };
}

/** Null for the beginning, or the end; of what is malformed it is a position that no list has. */
export function positionOf(cursor: string | null | undefined): Position | null {
  if (cursor === null || cursor === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const isPosition =
      Array.isArray(value) && value.every((part) => typeof part === "string" && isStorable(part));
    return isPosition ? value : [];
  } catch {
    return [];
  }
}
