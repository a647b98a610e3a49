import { TypeID, typeid } from "typeid-js";
import type { IdPrefix, Ids } from "../application/ports/ids.js";

/** TypeIDs over UUIDv7 (RFC 9562 §5.7): those made later by one process sort later. */
export function createIds(): Ids {
  return { next: (prefix) => typeid(prefix).toString() };
}

/** The parts of a well-formed TypeID; null for any other string, so that a malformed id is an unknown one. */
export function parseId(id: string): { prefix: string; suffix: string } | null {
  try {
    const parsed = TypeID.fromString(id);
    return { prefix: parsed.getType(), suffix: parsed.getSuffix() };
  } catch {
    return null;
  }
}

/** Whether `id` is a well-formed TypeID of this kind. */
export function hasPrefix(id: string, prefix: IdPrefix): boolean {
  return parseId(id)?.prefix === prefix;
}
