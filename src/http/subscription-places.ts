import { createPlaces, type Places } from "./places.js";

/** What one may hold at a time of one process: sockets and streams of events are counted together. */
export interface SocketLimits {
  readonly socketsPerAddress: number;
  readonly socketsPerDeveloper: number;
  readonly subscriptionsPerDeveloper: number;
}

export interface SubscriptionPlaces {
  /** Connections from each network. */
  readonly addresses: Places;
  /** Connections that each developer may have. */
  readonly developers: Places;
  /** Subscriptions that each developer may have, on all their connections. */
  readonly subscribers: Places;
}

export function createSubscriptionPlaces(limits: SocketLimits): SubscriptionPlaces {
  return {
    addresses: createPlaces(limits.socketsPerAddress),
    developers: createPlaces(limits.socketsPerDeveloper),
    subscribers: createPlaces(limits.subscriptionsPerDeveloper),
  };
}
