import type { Pool } from "pg";
import type { KeptRecord, NewRecord, OauthRecords } from "../../application/ports/authorization-servers.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { Id } from "../../domain/id.js";

interface Row {
  readonly id: string;
  readonly ciphertext: string;
  readonly keyId: string;
  readonly consumedAt: Date | null;
}

const columns = `id, payload_ciphertext as ciphertext, payload_key_id as "keyId", consumed_at as "consumedAt"`;
const alive = "expires_at > now()";

/**
 * R34: what names a record is kept as a keyed hash, and what it says is sealed. What was kept under another `signedInBy` is not
 * found: the same name of a customer may be somebody else's there.
 */
export function createOauthRecords(
  pool: Pick<Pool, "query">,
  vault: Pick<SecretVault, "seal" | "open" | "lookupHashes">,
  environmentId: Id<"env">,
  signedInBy: string,
): OauthRecords {
  const hashesOf = (kind: string, name: string) =>
    vault.lookupHashes(`${kind} of ${environmentId} by ${signedInBy}: ${name}`);

  async function insert(kind: string, name: string, record: NewRecord, onConflict: string): Promise<boolean> {
    const { payload, grantId, uid, lifetime } = record;
    const [id = ""] = hashesOf(kind, name);
    const { ciphertext, keyId } = vault.seal(JSON.stringify(payload), id);
    const uidHash = uid === undefined ? null : hashesOf(`${kind} by uid`, uid)[0];
    const { rowCount } = await pool.query(
      `insert into oauth_record
         (id, environment_id, kind, grant_id, uid_hash, payload_ciphertext, payload_key_id, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
       on conflict (id) ${onConflict}`,
      [id, environmentId, kind, grantId ?? null, uidHash, ciphertext, keyId, lifetime],
    );
    return rowCount === 1;
  }

  async function found(where: string, hashes: readonly string[]): Promise<KeptRecord | null> {
    const { rows } = await pool.query<Row>(
      `select ${columns} from oauth_record
        where ${where} = any ($1::text[]) and ${alive}
        order by array_position($1::text[], ${where}) limit 1`,
      [hashes],
    );
    const [row] = rows;
    if (!row) return null;
    const { id, ciphertext, keyId, consumedAt } = row;
    return { payload: JSON.parse(vault.open({ ciphertext, keyId }, id)), consumedAt };
  }

  return {
    async put(kind, name, record) {
      await insert(
        kind,
        name,
        record,
        `do update set grant_id = excluded.grant_id, uid_hash = excluded.uid_hash, expires_at = excluded.expires_at,
           payload_ciphertext = excluded.payload_ciphertext, payload_key_id = excluded.payload_key_id`,
      );
    },
    putFirst: (kind, name, record) => insert(kind, name, record, "do nothing"),
    find: (kind, name) => found("id", hashesOf(kind, name)),
    findByUid: (kind, uid) => found("uid_hash", hashesOf(`${kind} by uid`, uid)),

    async consume(kind, name) {
      const { rowCount } = await pool.query(
        `update oauth_record set consumed_at = now() where id = any ($1) and consumed_at is null and ${alive}`,
        [hashesOf(kind, name)],
      );
      return rowCount === 1;
    },

    async remove(kind, name) {
      await pool.query("delete from oauth_record where id = any ($1)", [hashesOf(kind, name)]);
    },

    async removeGrant(grantId) {
      await pool.query("delete from oauth_record where environment_id = $1 and grant_id = $2", [
        environmentId,
        grantId,
      ]);
    },
  };
}

/** Of all environments: what is over. */
export async function purgeOauthRecords(pool: Pick<Pool, "query">): Promise<void> {
  await pool.query("delete from oauth_record where expires_at < now()");
}
