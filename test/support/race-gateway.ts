import type { Id } from "../../src/domain/id.js";
import { createBuiltInGateway } from "../../src/infrastructure/gateway/built-in-gateway.js";
import type { Story } from "./story.js";

/** Asks the gateways as whoever serves API calls would. */
export interface GatewayProbe {
  /** Which of these keys work in the environment: the names of those that do. */
  working(environment: string, keys: Readonly<Record<string, string>>): Promise<string[]>;
  /** What the environment's gateway would do with a client secret of the application. */
  acceptsSecret(
    environment: string,
    applicationId: string,
    secret: string,
  ): Promise<"YES" | "RETIRING" | "NO">;
}

export function probeOf({ services, catalogue }: Pick<Story, "services" | "catalogue">): GatewayProbe {
  const { vault, orm, pool, clock } = services;
  const gateway = createBuiltInGateway(orm);
  return {
    async working(environment, keys) {
      const found = await Promise.all(
        Object.entries(keys).map(async ([name, key]) => {
          const hashes = vault.lookupHashes(key);
          return (await gateway.verify(catalogue[environment] as Id<"env">, hashes, clock.now()))
            ? [name]
            : [];
        }),
      );
      return found.flat();
    },
    async acceptsSecret(environment, applicationId, secret) {
      const { rows } = await pool.query(
        `select secret_hash = any ($3) as is_current, retiring_secret_hash = any ($3) as is_retiring
           from gateway_client where environment_id = $1 and application_id = $2
            and (retiring_secret_expires_at is null or retiring_secret_expires_at > now())`,
        [catalogue[environment], applicationId, vault.lookupHashes(secret)],
      );
      if (rows.some(({ is_current }) => is_current)) return "YES";
      return rows.some(({ is_retiring }) => is_retiring) ? "RETIRING" : "NO";
    },
  };
}
