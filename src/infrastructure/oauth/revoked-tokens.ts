import type { Pool } from "pg";
import type { RevokedTokens } from "../../application/ports/authorization-servers.js";

export function createRevokedTokens(pool: Pick<Pool, "query">): RevokedTokens & { purge(): Promise<void> } {
  return {
    async revoke(tokenId, applicationId, expiresAt) {
      await pool.query(
        `insert into oauth_revoked_token (id, application_id, expires_at) values ($1, $2, $3)
         on conflict (id) do nothing`,
        [tokenId, applicationId, expiresAt],
      );
    },

    async isRevoked(ids) {
      const { rowCount } = await pool.query("select from oauth_revoked_token where id = any ($1) limit 1", [
        ids,
      ]);
      return rowCount === 1;
    },

    /** A token that is over needs no entry. */
    async purge() {
      await pool.query("delete from oauth_revoked_token where expires_at < now() - interval '1 minute'");
    },
  };
}
