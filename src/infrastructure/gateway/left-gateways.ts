import type { Pool } from "pg";
import type { Clock } from "../../application/ports/clock.js";
import type { LeftGateways } from "../../application/ports/left-gateways.js";
import type { Logger } from "../../application/ports/logger.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { KongSettings, SealedSettings } from "../../domain/catalogue/environment-gateway.js";
import type { Id } from "../../domain/id.js";
import { createKongAdmin } from "./kong-admin.js";
import { createKongGateway } from "./kong-gateway.js";
import type { ToldKeys } from "./told-keys.js";

export interface LeftGatewaysParts {
  readonly pool: Pick<Pool, "query">;
  readonly vault: Pick<SecretVault, "open">;
  readonly toldKeys: ToldKeys;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Row extends SealedSettings {
  readonly id: string;
  readonly environmentId: Id<"env">;
  readonly isOld: boolean;
  /** How the environment's gateway is told now; null where it asks. */
  readonly currentCiphertext: string | null;
  readonly currentKeyId: string | null;
}

/** One that does not answer is given up by then. */
const kept = "7 days";
/** In ms: how long one may keep who tells it waiting. */
const patience = 3_000;

const adminOf = (settings: KongSettings) => createKongAdmin(settings, patience);

const rowsSql = `
  select gateway.id, gateway.environment_id as "environmentId", gateway.ciphertext, gateway.key_id as "keyId",
         gateway.left_at < now() - interval '${kept}' as "isOld",
         environment.gateway_ciphertext as "currentCiphertext", environment.gateway_key_id as "currentKeyId"
    from left_gateway as gateway
    join api_environment as environment on environment.id = gateway.environment_id
   where $1::text is null or gateway.environment_id = $1
   order by gateway.left_at desc, gateway.id`;

export function createLeftGateways(parts: LeftGatewaysParts): LeftGateways & { forget(): Promise<void> } {
  const { pool, vault, toldKeys, clock, logger } = parts;

  const opened = ({ ciphertext, keyId }: SealedSettings, environmentId: Id<"env">): KongSettings =>
    JSON.parse(vault.open({ ciphertext, keyId }, environmentId));

  const rowsOf = async (environmentId: Id<"env"> | null): Promise<Row[]> =>
    (await pool.query<Row>(rowsSql, [environmentId])).rows;

  /** Whether it is the one that the environment has now, told by other settings or chosen again. */
  function isCurrent({ environmentId, currentCiphertext, currentKeyId, ...left }: Row): boolean {
    if (!currentCiphertext || !currentKeyId) return false;
    const current = opened({ ciphertext: currentCiphertext, keyId: currentKeyId }, environmentId);
    return current.adminUrl === opened(left, environmentId).adminUrl;
  }

  return {
    async has(environmentId) {
      const { rows } = await pool.query({
        name: "has_left_gateway",
        text: "select from left_gateway where environment_id = $1 limit 1",
        values: [environmentId],
      });
      return rows.length > 0;
    },

    async holdTo(environmentId, applicationId, access) {
      const told = new Set<string>();
      const failures: unknown[] = [];
      for (const row of await rowsOf(environmentId)) {
        const settings = opened(row, environmentId);
        // The settings by which it was told last.
        if (isCurrent(row) || told.has(settings.adminUrl)) continue;
        told.add(settings.adminUrl);
        const gateway = createKongGateway({ admin: adminOf(settings), toldKeys, clock });
        await gateway.holdTo(environmentId, applicationId, access).catch((error) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    },

    /** Those that hold nothing of the environment any more, and those that have not answered for long. */
    async forget() {
      for (const row of await rowsOf(null)) if (await isOver(row)) await remove(row);
    },
  };

  async function isOver(row: Row): Promise<boolean> {
    if (isCurrent(row)) return true;
    try {
      const admin = adminOf(opened(row, row.environmentId));
      return (await admin.consumers(["portico", row.environmentId])).length === 0;
    } catch (error) {
      const { environmentId } = row;
      if (row.isOld)
        logger.warn({ error, environmentId }, "a gateway that was left does not answer, and is given up");
      return row.isOld;
    }
  }

  async function remove({ id }: Row): Promise<void> {
    await pool.query("delete from left_gateway where id = $1", [id]);
  }
}
