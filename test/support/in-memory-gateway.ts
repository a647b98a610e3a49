import type { Gateway, KeyVerifier } from "../../src/application/ports/gateway.js";
import type { DesiredAccess, DesiredClient } from "../../src/domain/client-application/desired-access.js";
import type { Id } from "../../src/domain/id.js";

export interface InMemoryGateway extends Gateway, KeyVerifier {
  /** What the environment knows of the application's client; null when it refuses it. */
  clientOf(environmentId: Id<"env">, applicationId: Id<"app">, now: Date): DesiredClient | null;
}

interface Held {
  readonly environmentId: Id<"env">;
  readonly applicationId: Id<"app">;
  readonly access: DesiredAccess;
}

/** A gateway that remembers what it was told, and nothing for longer than it lives. */
export function inMemoryGateway(): InMemoryGateway {
  const held = new Map<string, Held>();
  const placeOf = (environmentId: Id<"env">, applicationId: Id<"app">) => `${environmentId} ${applicationId}`;
  return {
    async apply(environmentId, applicationId, access) {
      held.set(placeOf(environmentId, applicationId), { environmentId, applicationId, access });
    },

    async verify(environmentId, hashes, now) {
      for (const { applicationId, access } of held
        .values()
        .filter((each) => each.environmentId === environmentId)) {
        const key = access.keys.find(({ hash }) => hashes.includes(hash));
        const isOver = key?.expiresAt && key.expiresAt <= now;
        if (key && !isOver) return { apiKeyId: key.apiKeyId, productId: key.productId, applicationId };
      }
      return null;
    },

    clientOf(environmentId, applicationId, now) {
      const client = held.get(placeOf(environmentId, applicationId))?.access.client ?? null;
      if (!client?.retiring || client.retiring.expiresAt > now) return client;
      return { ...client, retiring: null };
    },
  };
}
