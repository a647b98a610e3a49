import type { Actor } from "../application/actor.js";
import type { Commands } from "../application/commands/commands.js";
import type { ChangeFeed } from "../application/ports/change-feed.js";
import type { Clock } from "../application/ports/clock.js";
import type { ReadModel } from "../application/queries/read-model.js";
import type { Loaders } from "./loaders.js";

/** What every resolver gets: one for each request; `actor` is null when nobody is signed in. */
export interface GraphQLContext {
  readonly actor: Actor | null;
  readonly commands: Commands;
  readonly reads: ReadModel;
  readonly loaders: Loaders;
  readonly changeFeed: ChangeFeed;
  readonly clock: Clock;
  readonly requestId: string;
}
