import { createSecretKey, type KeyObject } from "node:crypto";
import type { Pool } from "pg";
import type { Logger } from "../../application/ports/logger.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { Keyring } from "./keyring.js";

/** What still recognises the look-up hashes of a key that has left the keyring. It opens nothing. */
export interface RetiredKey {
  readonly id: string;
  readonly pepper: KeyObject;
}

interface Row {
  readonly id: string;
  readonly ciphertext: string;
  readonly keyId: string;
}

/** Until the database could be asked, in milliseconds. */
const pause = 1_000;

/** `stop()` before the pool is closed. */
export interface LoadingRetiredKeys {
  /** Before, what they have hashed is not recognised. */
  isLoaded(): boolean;
  stop(): Promise<void>;
}

/** Fills `retired`, now or as soon as the database answers. A database without the table has never retired any. */
export async function loadRetiredKeys(
  pool: Pool,
  vault: SecretVault,
  retired: RetiredKey[],
  logger: Logger,
): Promise<LoadingRetiredKeys> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isLoaded = false;
  const load = async (): Promise<void> => {
    try {
      retired.push(...(await retiredKeys(pool, vault, logger)));
      isLoaded = true;
    } catch {
      if (!isStopped) timer = setTimeout(() => void load(), pause).unref();
    }
  };
  await load();
  return {
    isLoaded: () => isLoaded,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

async function retiredKeys(pool: Pool, vault: SecretVault, logger: Logger): Promise<RetiredKey[]> {
  const { rows: tables } = await pool.query("select to_regclass('retired_key') as name");
  if (!tables[0]?.name) return [];
  const { rows } = await pool.query<Row>(
    `select id, pepper_ciphertext as ciphertext, pepper_key_id as "keyId"
       from retired_key order by retired_at desc, id`,
  );
  return rows.flatMap(({ id, ...sealed }) => {
    try {
      return { id, pepper: createSecretKey(Buffer.from(vault.open(sealed, id), "base64url")) };
    } catch (error) {
      logger.warn({ error, keyId: id }, "what a retired key has hashed is not recognised");
      return [];
    }
  });
}

/** Keeps what recognises the hashes of every key but the current one, so that those may leave the keyring. */
export async function keepRetiredKeys(
  pool: Pool,
  vault: SecretVault,
  keyring: Keyring,
  now: Date,
): Promise<void> {
  const older = keyring.keys.slice(1).map(({ id, pepper }) => {
    const { ciphertext, keyId } = vault.seal(pepper.export().toString("base64url"), id);
    return { id, ciphertext, keyId };
  });
  await pool.query(
    `insert into retired_key (id, pepper_ciphertext, pepper_key_id, retired_at)
     select id, ciphertext, "keyId", $2 from jsonb_to_recordset($1) as kept (id text, ciphertext text, "keyId" text)
     on conflict (id) do nothing`,
    [JSON.stringify(older), now],
  );
}
