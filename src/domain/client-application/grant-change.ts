import type { Happening } from "./events.js";
import type { AccessGrantState } from "./state.js";

/** What a grant is from now on, and what has happened. */
export interface GrantChange {
  readonly grant: AccessGrantState;
  readonly happening: Happening;
}
