import { randomBytes } from "node:crypto";
import type { Pool } from "pg";

/** What `portico verify` reads. */
const readable =
  "api_key, access_grant, client_application, partner, access_request, api_product, api_environment, gateway_token, retired_key, oauth_revoked_token";
/** Of the keys that sign access tokens, what is public. */
const publicKeys = "environment_id, public_jwk";

/** A database role that may read what `portico verify` needs, and nothing else. `drop()` it in the end. */
export async function createVerifierRole(pool: Pool, databaseUrl: string) {
  const role = `verifier_${randomBytes(8).toString("hex")}`;
  await pool.query(`create role ${role} login password '${role}'`);
  await pool.query(`grant select on ${readable} to ${role}`);
  await pool.query(`grant select (${publicKeys}) on oauth_signing_key to ${role}`);
  const own = new URL(databaseUrl);
  own.username = role;
  own.password = role;
  return {
    databaseUrl: own.href,
    async drop() {
      await pool.query(`drop owned by ${role}`);
      await pool.query(`drop role ${role}`);
    },
  };
}
