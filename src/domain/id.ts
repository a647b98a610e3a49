/** What an id begins with, and what it is of. */
export type IdPrefix =
  /** Developer */
  | "dev"
  /** Partner */
  | "prt"
  /** Client application */
  | "app"
  /** Access grant */
  | "grt"
  /** Access request */
  | "req"
  /** API key */
  | "key"
  /** API product */
  | "prd"
  /** API environment */
  | "env"
  /** Invitation */
  | "inv"
  /** Audit entry */
  | "act"
  /** Access token */
  | "pat"
  /** Gateway token */
  | "gwt"
  /** Rate plan */
  | "rpl"
  /** OAuth client */
  | "cli";

/**
 * The id of one kind of thing, such as `app_01h2xcejqtf2nbrexx3vqjhp41`. A plain string at run time; the compiler
 * alone keeps the kinds apart, so that none is taken for another.
 */
export type Id<Prefix extends IdPrefix> = `${Prefix}_${string}`;

/** What a new thing is given: the domain knows neither randomness nor the time. */
export interface Born<Prefix extends IdPrefix> {
  readonly id: Id<Prefix>;
  readonly now: Date;
}
