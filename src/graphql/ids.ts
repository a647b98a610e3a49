import type { Id, IdPrefix } from "../domain/id.js";

/** TypeID: a prefix and 26 characters of Crockford's base 32. */
const pattern = /^([a-z]{3})_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** What kind of thing the id is of; undefined for a malformed one, which is answered as an unknown one. */
export function kindOf(id: string): IdPrefix | undefined {
  return pattern.exec(id)?.[1] as IdPrefix | undefined;
}

export function isIdOf<Prefix extends IdPrefix>(prefix: Prefix, id: string): id is Id<Prefix> {
  return kindOf(id) === prefix;
}
