import { timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";
import type { FoundClient, OauthClients } from "../../application/ports/authorization-servers.js";
import type { Clock } from "../../application/ports/clock.js";
import type { ClientKnowledge } from "../../application/ports/key-knowledge.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import { isStorable } from "../../application/storable-text.js";
import { signInAttempts } from "../identity/sign-in-attempts.js";
import { attemptsAt } from "./attempts-at.js";

/** So many wrong secrets are answered at once. */
const freeAttempts = 10;

interface Parts {
  readonly knowledge: ClientKnowledge;
  readonly pool: Pick<Pool, "query">;
  readonly vault: Pick<SecretVault, "lookupHashes">;
  readonly clock: Clock;
}

export function createOauthClients({ knowledge, pool, vault, clock }: Parts): OauthClients {
  const { lookupHashes } = vault;
  const attempts = signInAttempts(pool, { free: freeAttempts });

  return {
    async find(environmentId, clientId, network): Promise<FoundClient | null> {
      if (!isStorable(clientId)) return null;
      const standing = await knowledge.client({ environmentId, clientId, network });
      if (!standing) return null;
      const { client, waitsUntil } = standing;
      const milliseconds = waitsUntil === null ? 0 : waitsUntil.getTime() - clock.now().getTime();
      return { client, waitSeconds: Math.max(Math.ceil(milliseconds / 1_000), 0) };
    },

    knows(hashes, secret) {
      const presented = lookupHashes(secret).map((hash) => Buffer.from(hash));
      let isKnown = false;
      for (const hash of hashes) {
        const kept = Buffer.from(hash);
        for (const each of presented) isKnown = isSame(each, kept) || isKnown;
      }
      return isKnown;
    },

    async countWrongSecret(clientId, network) {
      await attempts.begin(attemptsAt(vault, { clientId, network }));
    },
  };
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
