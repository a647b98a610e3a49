import { timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";
import type { FoundClient, OauthClients } from "../../application/ports/authorization-servers.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import { isStorable } from "../../application/storable-text.js";
import { signInAttempts } from "../identity/sign-in-attempts.js";
import { type ClientRow, clientColumns, clientReader, clientTables } from "./client-rows.js";

const clientSql = `
  select ${clientColumns},
         (select ceil(extract(epoch from next_at - clock_timestamp()))::integer
            from sign_in_attempt where subject_hash = $3) as "waitSeconds"
    from ${clientTables}
   where access_grant.client_id = $2 and access_grant.environment_id = $1`;

/** So many wrong secrets are answered at once. */
const freeAttempts = 10;

export function createOauthClients(
  pool: Pool,
  { lookupHashes }: Pick<SecretVault, "lookupHashes">,
): OauthClients {
  const attempts = signInAttempts(pool, { free: freeAttempts });
  const readClient = clientReader();
  const subject = (clientId: string, network: string) =>
    lookupHashes(`client secret of ${clientId}: ${network}`)[0] ?? "";

  return {
    async find(environmentId, clientId, network): Promise<FoundClient | null> {
      if (!isStorable(clientId)) return null;
      const { rows } = await pool.query<ClientRow & { readonly waitSeconds: number | null }>({
        name: "oauth_client",
        text: clientSql,
        values: [environmentId, clientId, subject(clientId, network)],
      });
      const [row] = rows;
      if (!row) return null;
      const { waitSeconds, ...client } = row;
      return { client: readClient(client), waitSeconds: Math.max(waitSeconds ?? 0, 0) };
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
      await attempts.begin(subject(clientId, network));
    },
  };
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
