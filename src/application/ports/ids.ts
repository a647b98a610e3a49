import type { Id, IdPrefix } from "../../domain/id.js";

/** Opaque, typed, time-sortable ids such as `app_01h2xcejqtf2nbrexx3vqjhp41` (TypeID over UUIDv7). */
export interface Ids {
  next<Prefix extends IdPrefix>(prefix: Prefix): Id<Prefix>;
}
