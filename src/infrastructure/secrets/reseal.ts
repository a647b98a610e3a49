import type { Pool } from "pg";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { Keyring } from "./keyring.js";
import { keepRetiredKeys } from "./retired-keys.js";
import { type SealedColumn, sealedColumns } from "./sealed-columns.js";

export interface ResealProgress {
  readonly table: string;
  /** So far, of `total`. */
  readonly done: number;
  readonly total: number;
}

export interface Resealing {
  readonly currentId: string;
  /** Nothing needs them any more: they may leave the keyring. */
  readonly retirable: readonly string[];
  /** What could not be opened, by the key that sealed it. */
  readonly unopened: readonly { readonly table: string; readonly keyId: string; readonly count: number }[];
}

interface Parts {
  readonly pool: Pool;
  readonly vault: SecretVault;
  readonly keyring: Keyring;
  readonly now: Date;
  readonly onProgress: (progress: ResealProgress) => void;
  /** How many rows a statement changes. */
  readonly batch?: number;
}

interface Row {
  readonly primaryKey: string;
  readonly rowId: string;
  readonly ciphertext: string;
  readonly keyId: string;
}

/** What processes with the older keyring seal meanwhile is found by another pass. */
const maxPasses = 5;

/**
 * R34: seals everything anew with the current key, in small batches, while the product runs: a row that somebody changes
 * at the same moment keeps that change. Stopped at any point and run again, it goes on where it was.
 */
export async function reseal(parts: Parts): Promise<Resealing> {
  const { pool, vault, keyring, now } = parts;
  await keepRetiredKeys(pool, vault, keyring, now);
  for (let pass = 0; pass < maxPasses; pass += 1) {
    let changed = 0;
    for (const column of sealedColumns) changed += await resealColumn(parts, column);
    if (changed === 0) break;
  }
  const left = (
    await Promise.all(sealedColumns.map((column) => sealedByOthers(pool, column, keyring)))
  ).flat();
  const isNeeded = (id: string) => left.some(({ keyId }) => keyId === id);
  return {
    currentId: keyring.current.id,
    retirable: keyring.keys.slice(1).flatMap(({ id }) => (isNeeded(id) ? [] : [id])),
    unopened: left,
  };
}

/** Gives how many rows were changed. */
async function resealColumn(parts: Parts, column: SealedColumn): Promise<number> {
  const { pool, vault, keyring, onProgress } = parts;
  const total = (await sealedByOthers(pool, column, keyring)).reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  let last = "";
  while (total > 0) {
    const rows = await nextRows(parts, column, last);
    const newest = rows.at(-1);
    if (!newest) break;
    last = newest.primaryKey;
    const openable = rows.filter(({ keyId }) => keyring.find(keyId));
    const resealed = openable.map(({ primaryKey, rowId, ...old }) => {
      const { ciphertext, keyId } = vault.seal(vault.open(old, rowId), rowId);
      return { primaryKey, old: old.ciphertext, ciphertext, keyId };
    });
    done += await replaced(pool, column, resealed);
    onProgress({ table: column.table, done, total });
  }
  return done;
}

async function nextRows(
  { pool, keyring, batch = 500 }: Parts,
  { table, primaryKey, rowId, ciphertext, keyId }: SealedColumn,
  last: string,
): Promise<Row[]> {
  const { rows } = await pool.query<Row>(
    `select ${primaryKey} as "primaryKey", ${rowId} as "rowId", ${ciphertext} as ciphertext, ${keyId} as "keyId"
       from ${table} where ${keyId} <> $1 and ${primaryKey} > $2 order by ${primaryKey} limit $3`,
    [keyring.current.id, last, batch],
  );
  return rows;
}

/** Only where the ciphertext is still the one that was opened. */
async function replaced(
  pool: Pool,
  { table, primaryKey, ciphertext, keyId }: SealedColumn,
  resealed: readonly object[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `update ${table} set ${ciphertext} = resealed.ciphertext, ${keyId} = resealed."keyId"
       from jsonb_to_recordset($1) as resealed ("primaryKey" text, old text, ciphertext text, "keyId" text)
      where ${table}.${primaryKey} = resealed."primaryKey" and ${table}.${ciphertext} = resealed.old`,
    [JSON.stringify(resealed)],
  );
  return rowCount ?? 0;
}

async function sealedByOthers(
  pool: Pool,
  { table, keyId }: SealedColumn,
  keyring: Keyring,
): Promise<{ table: string; keyId: string; count: number }[]> {
  const { rows } = await pool.query<{ keyId: string; count: number }>(
    `select ${keyId} as "keyId", count(*)::int as count from ${table} where ${keyId} <> $1 group by ${keyId}`,
    [keyring.current.id],
  );
  return rows.map((row) => ({ table, ...row }));
}
