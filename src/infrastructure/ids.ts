import { typeid } from "typeid-js";
import type { Ids } from "../application/ports/ids.js";
import type { Id } from "../domain/id.js";

/** TypeIDs over UUIDv7 (RFC 9562 §5.7): those made later by one process sort later. */
export function createIds(): Ids {
  return { next: (prefix) => typeid(prefix).toString() as Id<typeof prefix> };
}
