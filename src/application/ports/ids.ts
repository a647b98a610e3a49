export type IdPrefix =
  | "dev"
  | "prt"
  | "app"
  | "grt"
  | "req"
  | "key"
  | "prd"
  | "env"
  | "inv"
  | "act"
  | "pat"
  | "cli";

/** Opaque, typed, time-sortable ids such as `app_01h2xcejqtf2nbrexx3vqjhp41` (TypeID over UUIDv7). */
export interface Ids {
  next(prefix: IdPrefix): string;
}
