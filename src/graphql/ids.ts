import { createHash } from "node:crypto";
import type { Id, IdPrefix } from "../domain/id.js";

/**
 * What another thing has at most once, and whose that is: it has the other's id with a prefix of its own, so that clients
 * keep one of it and ask for it by its id, and no table keeps another id.
 */
export const wholes = {
  /** Member */
  mem: "dev",
  /** Join request */
  joi: "dev",
  /** Profile */
  pro: "dev",
  /** Acceptance of the terms */
  acc: "dev",
  /** Company details */
  com: "prt",
  /** Suspension of a partner */
  sus: "prt",
  /** Impact of a deletion */
  imp: "app",
  /** Client credentials */
  cre: "grt",
  /** Provisioning failure */
  fai: "grt",
} as const satisfies Readonly<Record<string, IdPrefix>>;

export type PartPrefix = keyof typeof wholes;
type WholeId<Part extends PartPrefix> = Id<(typeof wholes)[Part]>;

/** Kinds of things that are told apart by their content alone: an API, a version of the terms, a budget of work. */
export type ContentPrefix = "api" | "trm" | "bud";

export type Prefix = IdPrefix | PartPrefix | ContentPrefix;
export type IdOf<Kind extends Prefix> = `${Kind}_${string}`;

/** TypeID: a prefix and 26 characters of Crockford's base 32. */
const pattern = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** What kind of thing the id is of; undefined for a malformed one, which is answered as an unknown one. */
export function kindOf(id: string): Prefix | undefined {
  return pattern.exec(id)?.[1] as Prefix | undefined;
}

export function isIdOf<Kind extends Prefix>(prefix: Kind, id: string): id is IdOf<Kind> {
  return kindOf(id) === prefix;
}

export function partId<Part extends PartPrefix>(part: Part, whole: WholeId<Part>): IdOf<Part> {
  return `${part}${whole.slice(part.length)}` as IdOf<Part>;
}

export function wholeId<Part extends PartPrefix>(part: Part, id: IdOf<Part>): WholeId<Part> {
  return `${wholes[part]}${id.slice(part.length)}` as WholeId<Part>;
}

/** The same for the same content. */
export function digestOf(content: readonly (string | null)[]): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** The same for the same content, and shaped like every other id: hexadecimal digits are some of base 32's. */
export function contentId<Kind extends ContentPrefix>(
  kind: Kind,
  content: readonly (string | null)[],
): IdOf<Kind> {
  return `${kind}_0${digestOf(content).slice(0, 25)}`;
}
