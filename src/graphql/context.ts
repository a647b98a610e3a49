import type { Caller } from "../application/actor.js";
import type { Commands } from "../application/create-commands.js";
import type { ChangeFeed } from "../application/ports/change-feed.js";
import type { Clock } from "../application/ports/clock.js";
import type { PortalLinks } from "../application/ports/portal-links.js";
import type { ConsistentReads, ReadModel } from "../application/queries/read-model.js";
import { viewerOf } from "../application/queries/viewer.js";
import type { WorkAccount } from "../application/work-account.js";
import type { Quotas } from "../domain/quotas.js";
import { createLoaders, type Loaders } from "./loaders.js";
import type { SharedReads } from "./shared-reads.js";

/** What every resolver gets: one for each operation; `actor` is null when nobody is signed in. */
export interface GraphQLContext {
  actor: Caller | null;
  /** Who sends it, asked anew: a session may have ended since. */
  readonly identify: () => Promise<Caller | null>;
  /** What the sender shows of themselves: the same for the same session or token. Never kept, logged or told. */
  readonly credentials: string;
  readonly commands: Commands;
  readonly reads: ReadModel;
  readonly consistently: ConsistentReads;
  /** Replaced when what they remember may have changed: after a command, and at each event of a subscription. */
  loaders: Loaders;
  readonly changeFeed: ChangeFeed;
  readonly sharedReads: SharedReads;
  readonly clock: Clock;
  readonly quotas: Quotas;
  readonly links: Pick<PortalLinks, "stepUp">;
  /** The issuer of an environment's authorization server, by the environment's slug. */
  readonly issuerOf: (environment: string) => string;
  /** Whether authorization servers are told the certificates of clients. */
  readonly seesCertificates: boolean;
  /** What the operation is paid from. */
  readonly work: WorkAccount;
  readonly requestId: string;
  /** Codes of what the domain has refused so far. */
  refused?: string[];
}

/** For the rest of the operation, once a command has changed who its sender is. */
export function actFromNowOn(context: GraphQLContext, actor: Caller | null): void {
  context.actor = actor;
  forgetReads(context);
}

/** Forgets what was read before a change. */
export function forgetReads(context: GraphQLContext): void {
  context.loaders = createLoaders(context.reads, context.actor && viewerOf(context.actor));
}
