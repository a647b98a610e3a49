import type { Page, Position } from "../application/queries/page.js";
import { isStorable } from "../application/storable-text.js";
import { badUserInput } from "./errors.js";
import { limits } from "./limits/limits.js";

export interface PageArguments<Order extends string = never> {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly orderBy?: Order | null | undefined;
}

/** A position as clients see it, opaque. */
export function cursorOf(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString("base64url");
}

/** The page that the arguments name. Throws BAD_USER_INPUT for a page size out of 1 to 100. */
export function pageOf<Order extends string = never>({
  first,
  after,
  orderBy,
}: PageArguments<Order>): Page<Order> {
  const { usual, max } = limits.pageSize;
  const size = first ?? usual;
  if (size < 1 || size > max) throw badUserInput(`\`first\` must be 1 to ${max}; this is ${size}.`);
  return { first: size, after: positionOf(after), orderBy: orderBy ?? undefined };
}

/** Null for the beginning; of what is malformed it is a position that no list has. */
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
