import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import type { Pool, PoolClient } from "pg";
import type {
  PrivateJwk,
  ServerDirectory,
  ServerSettings,
} from "../../application/ports/authorization-servers.js";
import type { Clock } from "../../application/ports/clock.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import { isStorable } from "../../application/storable-text.js";
import type { Id } from "../../domain/id.js";
import {
  type RotationPolicy,
  rotation,
  type SigningAlgorithm,
  type SigningKeyFacts,
  usualRotation,
} from "../../domain/oauth/signing-keys.js";

interface Parts {
  readonly pool: Pool;
  readonly vault: Pick<SecretVault, "seal" | "open">;
  readonly clock: Clock;
  readonly policy?: RotationPolicy;
}

interface KeyRow extends SigningKeyFacts {
  readonly ciphertext: string;
  readonly keyId: string;
}

const settingsSql = `
  select id as "environmentId", slug, institution, api_base_url as "apiBaseUrl",
         end_user_sign_in as "endUserSignIn", sign_in_provider as "signInProvider", oauth_profile as "oauthProfile",
         coalesce((select json_agg(json_build_object('id', key.id, 'algorithm', algorithm, 'signsFrom', signs_from))
                     from oauth_signing_key as key where key.environment_id = api_environment.id), '[]') as keys
    from api_environment
   where slug = $1`;

type SettingsRow = Omit<ServerSettings, "keys"> & {
  readonly keys: readonly (Omit<SigningKeyFacts, "signsFrom"> & { readonly signsFrom: string })[];
};

/** What authorization servers are set up with; the private keys are sealed like any secret (R34). */
export function createServerDirectory(parts: Parts): ServerDirectory {
  const { pool, vault } = parts;
  return {
    async settings(slug) {
      if (!isStorable(slug)) return null;
      const statement = { name: "oauth_server", text: settingsSql, values: [slug] };
      const { rows } = await pool.query<SettingsRow>(statement);
      const [row] = rows;
      if (!row) return null;
      return { ...row, keys: row.keys.map((key) => ({ ...key, signsFrom: new Date(key.signsFrom) })) };
    },

    async privateKeys(environmentId) {
      const [some] = await keysOf(pool, environmentId);
      if (!some) await rotateSigningKeys(parts, environmentId);
      return (await keysOf(pool, environmentId)).map(({ ciphertext, keyId, ...facts }) => ({
        ...facts,
        jwk: JSON.parse(vault.open({ ciphertext, keyId }, facts.id)) as PrivateJwk,
      }));
    },
  };
}

/** Makes the keys that are due, of one environment or of all, and removes those that are over. */
export async function rotateSigningKeys(parts: Parts, environmentId?: Id<"env">): Promise<void> {
  const { rows } = await parts.pool.query<{ id: Id<"env"> }>(
    "select id from api_environment where $1::text is null or id = $1 order by id",
    [environmentId ?? null],
  );
  for (const { id } of rows) await rotateKeysOf(parts, id);
}

async function rotateKeysOf({ pool, vault, clock, policy = usualRotation }: Parts, environmentId: Id<"env">) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    // Of several at the same moment one makes them, and the others find them.
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `signing keys of ${environmentId}`,
    ]);
    const now = clock.now();
    const { due, over } = rotation(await keysOf(client, environmentId), policy, now);
    for (const { algorithm, signsFrom } of due) {
      const id = randomUUID();
      const { publicJwk, privateJwk } = await newKey(algorithm, id);
      const { ciphertext, keyId } = vault.seal(JSON.stringify(privateJwk), id);
      await client.query(
        `insert into oauth_signing_key
           (id, environment_id, algorithm, public_jwk, private_ciphertext, private_key_id, created_at, signs_from)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [id, environmentId, algorithm, JSON.stringify(publicJwk), ciphertext, keyId, now, signsFrom],
      );
    }
    await client.query("delete from oauth_signing_key where id = any ($1)", [over]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function keysOf(on: Pool | PoolClient, environmentId: Id<"env">): Promise<KeyRow[]> {
  const { rows } = await on.query<KeyRow>(
    `select id, algorithm, signs_from as "signsFrom", private_ciphertext as ciphertext, private_key_id as "keyId"
       from oauth_signing_key where environment_id = $1 order by signs_from desc, id`,
    [environmentId],
  );
  return rows;
}

async function newKey(algorithm: SigningAlgorithm, kid: string) {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const named = { kid, alg: algorithm, use: "sig" };
  return {
    publicJwk: { ...(await exportJWK(publicKey)), ...named },
    privateJwk: { ...(await exportJWK(privateKey)), ...named },
  };
}
