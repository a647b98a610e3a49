import { endingJob } from "../../application/jobs.js";
import type { Clock } from "../../application/ports/clock.js";
import type { Gateway } from "../../application/ports/gateway.js";
import type { JobQueue } from "../../application/ports/job-queue.js";
import type { SecretVault } from "../../application/ports/secret-vault.js";
import type { GatewayKind, KongSettings } from "../../domain/catalogue/environment-gateway.js";
import type { DesiredAccess } from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";
import type { Orm } from "../persistence/orm.js";
import { createKongAdmin } from "./kong-admin.js";
import { createKongGateway } from "./kong-gateway.js";
import { createToldKeys } from "./told-keys.js";

export interface EnvironmentGatewaysParts {
  readonly orm: Orm;
  readonly vault: Pick<SecretVault, "open">;
  readonly clock: Clock;
  readonly builtIn: Required<Gateway>;
  readonly queue: JobQueue;
  /** In ms: how long an answer of Kong's is waited for. */
  readonly patience?: number | undefined;
}

interface Row {
  readonly kind: GatewayKind;
  readonly ciphertext: string | null;
  readonly keyId: string | null;
}

/**
 * Tells the gateway that operators have chosen for the environment, and again when a key ends: Kong's data planes that are
 * apart from their control plane do not end one by themselves.
 */
export function createEnvironmentGateways(parts: EnvironmentGatewaysParts): Gateway {
  const { orm, vault, clock, builtIn, queue, patience } = parts;
  const toldKeys = createToldKeys(orm, vault);

  async function gatewayOf(environmentId: Id<"env">): Promise<Gateway> {
    const [row] = await orm.em.getConnection().execute<Row[]>(
      `select gateway_kind as kind, gateway_ciphertext as ciphertext, gateway_key_id as "keyId"
         from api_environment where id = ?`,
      [environmentId],
    );
    if (!row?.ciphertext || !row.keyId) return builtIn;
    const { ciphertext, keyId } = row;
    const settings: KongSettings = JSON.parse(vault.open({ ciphertext, keyId }, environmentId));
    return createKongGateway({ admin: createKongAdmin(settings, patience), toldKeys, clock });
  }

  return {
    async applyWithin(transaction, environment, applicationId, access) {
      if (environment.gateway.kind !== "BUILT_IN") return false;
      return builtIn.applyWithin(transaction, environment, applicationId, access);
    },

    async apply(environmentId, applicationId, access) {
      const gateway = await gatewayOf(environmentId);
      await gateway.apply(environmentId, applicationId, access);
      const end = gateway === builtIn ? null : nextEnd(access);
      if (end) await queue.enqueue([endingJob(applicationId, environmentId, end)]);
    },
  };
}

/** When the first of the keys ends; null when none does. */
function nextEnd({ keys }: DesiredAccess): Date | null {
  const ends = keys.flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []));
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}
