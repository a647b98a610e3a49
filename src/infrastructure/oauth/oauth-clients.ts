import { timingSafeEqual } from "node:crypto";
import type { Pool } from "pg";
import type { FoundClient, OauthClients } from "../../application/ports/authorization-servers.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { OauthClient } from "../../domain/oauth/oauth-client.js";
import { createLicences, licenceOf } from "../gateway/licences.js";
import { signInAttempts } from "../identity/sign-in-attempts.js";

interface ClientRow extends Omit<OauthClient, "licences" | "retiring"> {
  readonly licences: readonly string[];
  readonly retiringHash: string | null;
  readonly retiringExpiresAt: Date | null;
  readonly waitSeconds: number | null;
}

/** R17: each product's licence, of those whose latest request was approved. */
const licencesOfGrant = `array(
    select ${licenceOf("product_id")}
      from unnest(application.product_ids) as product (product_id)
     where (select verdict from access_request
             where access_request.grant_id = access_grant.id and product_id = any (access_request.product_ids)
             order by access_request.id desc limit 1) = 'APPROVED')`;

/** The columns of `OauthClient`, of access_grant as it is called, its application and its partner. */
export const clientColumns = `
  access_grant.client_id as "clientId", access_grant.environment_id as "environmentId",
  access_grant.secret_hash as "secretHash", access_grant.retiring_secret_hash as "retiringHash",
  access_grant.retiring_secret_expires_at as "retiringExpiresAt",
  access_grant.credentials_revoked_at as "revokedAt",
  application.id as "applicationId", application.name as "applicationName", application.partner_id as "partnerId",
  application.type, application.authentication, application.redirect_urls as "redirectUrls",
  application.deactivated_at as "deactivatedAt", partner.suspended_at is not null as "isPartnerSuspended",
  ${licencesOfGrant} as licences`;

export const clientTables = `
  access_grant
  join client_application as application on application.id = access_grant.application_id
  join partner on partner.id = application.partner_id`;

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
      const { rows } = await pool.query<ClientRow>({
        name: "oauth_client",
        text: clientSql,
        values: [environmentId, clientId, subject(clientId, network)],
      });
      const [row] = rows;
      return row ? { client: readClient(row), waitSeconds: Math.max(row.waitSeconds ?? 0, 0) } : null;
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

    forgetWrongSecrets: (clientId, network) => attempts.forget(subject(clientId, network)),
  };
}

/** Makes a client of a row with `clientColumns`. */
export function clientReader() {
  const licences = createLicences();
  return ({
    licences: written,
    retiringHash,
    retiringExpiresAt,
    ...facts
  }: Omit<ClientRow, "waitSeconds">): OauthClient => ({
    ...facts,
    retiring: retiringHash && retiringExpiresAt ? { hash: retiringHash, expiresAt: retiringExpiresAt } : null,
    licences: written.map(licences.of),
  });
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
