import type { Pool } from "pg";
import type { GatewayIdentity, TokenNames } from "../../application/ports/key-knowledge.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { TokenStanding } from "../../domain/oauth/token-verdict.js";
import { type ClientRow, clientColumns, clientReader, clientTables } from "../oauth/client-rows.js";
import { verdictFor } from "../persistence/predicates.js";
import { createLicences, licenceOf } from "./licences.js";
import { createRatePlans, ratePlanOf } from "./rate-plans.js";

/** What the database holds now of a secret that was presented, by the hashes that it may be kept under. */
export interface KeyDirectory {
  gateway(hashes: readonly string[]): Promise<GatewayIdentity | null>;
  key(hashes: readonly string[]): Promise<IssuedKey | null>;
  token(names: TokenNames): Promise<TokenStanding | null>;
  /** The catalogue has changed. */
  forgetCatalogue(): void;
}

type KeyRow = Omit<IssuedKey, "licence" | "ratePlan"> & {
  readonly licence: string;
  readonly ratePlan: string | null;
};

const keySql = `
  select api_key.id as "apiKeyId", api_key.grant_id as "grantId", api_key.application_id as "applicationId",
         application.name as "applicationName",
         api_key.partner_id as "partnerId", access_grant.environment_id as "environmentId",
         api_key.product_id as "productId", api_key.provisioned_at as "provisionedAt",
         api_key.revoked_at as "revokedAt", api_key.expires_at as "expiresAt", api_key.networks,
         application.deactivated_at as "deactivatedAt", partner.suspended_at is not null as "isPartnerSuspended",
         ${verdictFor("api_key")} as verdict,
         ${licenceOf("api_key.product_id")} as licence,
         ${ratePlanOf("api_key.product_id", "application")} as "ratePlan"
    from api_key
    join access_grant on access_grant.id = api_key.grant_id
    join client_application as application on application.id = api_key.application_id
    join partner on partner.id = api_key.partner_id
   where api_key.secret_hash = any ($1::text[])`;

const gatewaySql = `
  select gateway_token.id as "tokenId", gateway_token.environment_id as "environmentId",
         gateway_token.expires_at as "expiresAt", gateway_token.revoked_at as "revokedAt",
         api_environment.slug as environment, api_environment.verification_when_unavailable as "whenUnavailable"
    from gateway_token
    join api_environment on api_environment.id = gateway_token.environment_id
   where gateway_token.hash = any ($1::text[])`;

type TokenRow = ClientRow & Pick<TokenStanding, "isRevoked">;

const tokenSql = `
  select ${clientColumns}, exists (select from oauth_revoked_token where id = any ($2)) as "isRevoked"
    from ${clientTables}
   where access_grant.client_id = $1`;
/** Of nearly all keys; they share it. */
const anywhere: readonly string[] = [];

/** One prepared statement for each question. */
export function createKeyDirectory(pool: Pick<Pool, "query">): KeyDirectory {
  const licences = createLicences();
  const ratePlans = createRatePlans();
  const readClient = clientReader(licences);

  return {
    async gateway(hashes) {
      const statement = { name: "gateway_by_hash", text: gatewaySql, values: [hashes] };
      const { rows } = await pool.query<GatewayIdentity>(statement);
      return rows[0] ?? null;
    },
    async key(hashes) {
      const { rows } = await pool.query<KeyRow>({ name: "key_by_hash", text: keySql, values: [hashes] });
      const [row] = rows;
      if (!row) return null;
      const networks = row.networks.length > 0 ? row.networks : anywhere;
      const { licence, ratePlan, ...facts } = row;
      return {
        ...facts,
        networks,
        licence: licences.of(licence),
        ratePlan: ratePlan === null ? null : ratePlans.of(ratePlan),
      };
    },
    async token({ clientId, id, grantId }) {
      const values = [clientId, grantId === null ? [id] : [id, grantId]];
      const { rows } = await pool.query<TokenRow>({ name: "token_standing", text: tokenSql, values });
      const [row] = rows;
      if (!row) return null;
      const { isRevoked, ...client } = row;
      return { client: readClient(client), isRevoked };
    },
    forgetCatalogue() {
      licences.forget();
      ratePlans.forget();
    },
  };
}
