import type { Pool } from "pg";
import {
  type ClientNames,
  type ClientStanding,
  type GatewayIdentity,
  KnowledgeAway,
  type TokenNames,
} from "../../application/ports/key-knowledge.js";
import type { GivenRatePlan } from "../../domain/catalogue/rate-plan.js";
import type { IssuedKey } from "../../domain/gateway/key-verdict.js";
import type { TokenStanding } from "../../domain/oauth/token-verdict.js";
import { type ClientRow, clientColumns, clientReader, clientTables } from "../oauth/client-rows.js";
import { verdictFor } from "../persistence/predicates.js";
import { withinTime } from "../within-time.js";
import { inBatches } from "./in-batches.js";
import { createLicences } from "./licences.js";
import { type Products, readProducts } from "./products.js";

/** A key without what its product says. */
export interface KeyRow extends Omit<IssuedKey, "licence" | "ratePlan"> {
  readonly given: readonly GivenRatePlan[];
}

/**
 * What the database holds now of a secret that was presented, by the hashes that it may be kept under. Rejects with
 * LookUpTimeOut after a second.
 */
export interface KeyDirectory {
  gateway(hashes: readonly string[]): Promise<GatewayIdentity | null>;
  key(hashes: readonly string[]): Promise<KeyRow | null>;
  products(): Promise<Products>;
  token(names: TokenNames): Promise<TokenStanding | null>;
  /** `attempts`: by which wrong secrets are counted. */
  client(names: Omit<ClientNames, "network">, attempts: string): Promise<ClientStanding | null>;
  /** The catalogue has changed. */
  forgetCatalogue(): void;
}

/** The database has not answered in time. */
export class LookUpTimeOut extends KnowledgeAway {
  override name = "LookUpTimeOut";
}

/** In ms. */
const longest = 1_000;
/** The second statement keeps the database busy while the answer of the first is on its way. */
const batches = { atOnce: 2, most: 100 };

/** In the order of `KeyColumns`. */
const keySql = `
  select api_key.secret_hash, api_key.id, api_key.grant_id, api_key.application_id, application.name, api_key.partner_id,
         access_grant.environment_id, api_key.product_id, api_key.provisioned_at, api_key.revoked_at, api_key.expires_at,
         api_key.networks, application.deactivated_at, partner.suspended_at is not null, ${verdictFor("api_key")},
         application.rate_plans
    from api_key
    join access_grant on access_grant.id = api_key.grant_id
    join client_application as application on application.id = api_key.application_id
    join partner on partner.id = api_key.partner_id
   where api_key.secret_hash = any ($1::text[])`;

type KeyColumns = [
  hash: string,
  apiKeyId: KeyRow["apiKeyId"],
  grantId: KeyRow["grantId"],
  applicationId: KeyRow["applicationId"],
  applicationName: string,
  partnerId: KeyRow["partnerId"],
  environmentId: KeyRow["environmentId"],
  productId: KeyRow["productId"],
  provisionedAt: Date | null,
  revokedAt: Date | null,
  expiresAt: Date | null,
  networks: readonly string[],
  deactivatedAt: Date | null,
  isPartnerSuspended: boolean,
  verdict: KeyRow["verdict"],
  given: readonly GivenRatePlan[],
];

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

type ClientStandingRow = ClientRow & Pick<ClientStanding, "waitsUntil">;

const clientSql = `
  select ${clientColumns}, (select next_at from sign_in_attempt where subject_hash = $3) as "waitsUntil"
    from ${clientTables}
   where access_grant.client_id = $2 and access_grant.environment_id = $1`;

/** One prepared statement for each question; keys that are asked for at the same time share one. */
export function createKeyDirectory(pool: Pick<Pool, "query">): KeyDirectory {
  const licences = createLicences();
  const readClient = clientReader(licences);

  async function keys(asked: readonly (readonly string[])[]): Promise<(KeyRow | null)[]> {
    const statement = { name: "keys_by_hash", text: keySql, values: [asked.flat()], rowMode: "array" };
    const { rows } = await inTime(pool.query<KeyColumns>(statement));
    const byHash = new Map(rows.map((columns) => [columns[0], columns]));
    return asked.map((hashes) => {
      const found = hashes.find((hash) => byHash.has(hash));
      return found === undefined ? null : keyRow(byHash.get(found) as KeyColumns);
    });
  }

  return {
    async gateway(hashes) {
      const statement = { name: "gateway_by_hash", text: gatewaySql, values: [hashes] };
      const { rows } = await inTime(pool.query<GatewayIdentity>(statement));
      return rows[0] ?? null;
    },
    key: inBatches(keys, batches),
    products: () => inTime(readProducts(pool)),
    async token({ clientId, id, grantId }) {
      const values = [clientId, grantId === null ? [id] : [id, grantId]];
      const statement = { name: "token_standing", text: tokenSql, values };
      const { rows } = await inTime(pool.query<TokenRow>(statement));
      const [row] = rows;
      if (!row) return null;
      const { isRevoked, ...client } = row;
      return { client: readClient(client), isRevoked };
    },
    async client({ environmentId, clientId }, attempts) {
      const values = [environmentId, clientId, attempts];
      const statement = { name: "oauth_client", text: clientSql, values };
      const { rows } = await inTime(pool.query<ClientStandingRow>(statement));
      const [row] = rows;
      if (!row) return null;
      const { waitsUntil, ...client } = row;
      return { client: readClient(client), attempts, waitsUntil };
    },
    forgetCatalogue: licences.forget,
  };
}

/** Of nearly all keys; they share them. */
const anywhere: readonly string[] = [];
const none: readonly GivenRatePlan[] = [];

function keyRow(columns: KeyColumns): KeyRow {
  const [, apiKeyId, grantId, applicationId, applicationName, partnerId, environmentId, productId, ...more] =
    columns;
  const [provisionedAt, revokedAt, expiresAt, networks, deactivatedAt, isPartnerSuspended, verdict, given] =
    more;
  return {
    apiKeyId,
    grantId,
    applicationId,
    applicationName,
    partnerId,
    environmentId,
    productId,
    provisionedAt,
    revokedAt,
    expiresAt,
    networks: networks.length > 0 ? networks : anywhere,
    deactivatedAt,
    isPartnerSuspended,
    verdict,
    given: given.length > 0 ? given : none,
  };
}

const inTime = <T>(work: Promise<T>): Promise<T> =>
  withinTime(longest, work, () => new LookUpTimeOut("The database does not answer."));
