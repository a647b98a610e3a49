import { randomBytes } from "node:crypto";
import type { Config } from "../config.js";
import { createHealthServer } from "../http/health-server.js";
import { createMetrics } from "../http/metrics.js";
import { startDatabaseClock } from "../infrastructure/database/database-clock.js";
import { openPool } from "../infrastructure/database/pool.js";
import { createLogger } from "../infrastructure/logging.js";
import { parseKeyring } from "../infrastructure/secrets/keyring.js";
import { loadRetiredKeys, type RetiredKey } from "../infrastructure/secrets/retired-keys.js";
import { createSecretVault } from "../infrastructure/secrets/secret-vault.js";
import { createWorkBudget } from "../infrastructure/work-budget.js";
import { stopsAll } from "./close-all.js";
import { metricsReaders } from "./observing.js";
import { openGatewayDoor } from "./open-gateway-door.js";

type VerifyConfig = Config & Required<Pick<Config, "secretKeys" | "databaseUrl">>;

/**
 * Answers gateways alone, until `stop()`: no sessions, no GraphQL, and of the database it needs the right to read. It
 * starts whether the database is there or not, and is ready once it is. `port` is the one it listens on.
 */
export async function startVerifyProcess(
  config: VerifyConfig,
): Promise<{ port: number; stop(): Promise<void> }> {
  const { databaseUrl } = config;
  const logger = createLogger(config.logLevel);
  let port = config.port;
  const stop = await stopsAll(async (opened) => {
    const limits = { lock: config.lockTimeout, statement: config.statementTimeout };
    const pool = openPool({ databaseUrl, limits, logger });
    opened.push(() => pool.end());
    const clock = await startDatabaseClock({ pool, logger });
    opened.push(async () => clock.stop());
    const retired: RetiredKey[] = [];
    const vault = createSecretVault(parseKeyring(config.secretKeys), randomBytes, retired);
    const { isLoaded, stop: stopLoading } = await loadRetiredKeys(pool, vault, retired, logger);
    opened.push(stopLoading);
    const metrics = createMetrics();
    const budget = createWorkBudget({ address: config.workPerAddress, developer: config.workPerDeveloper });
    const parts = { config, databaseUrl, logger, clock, vault, knowsRetiredKeys: isLoaded, budget, metrics };
    const { door, start, close, sayHowRatesAreCounted } = await openGatewayDoor(parts);
    opened.push(close);
    await start();
    const server = await createHealthServer({
      logger,
      metrics,
      metricsReaders: metricsReaders(config),
      door,
      readinessChecks: {
        async database() {
          const { rows } = await pool.query("select pg_is_in_recovery() as follows");
          if (rows[0]?.follows) throw new Error("This database follows another, and tells of changes late.");
        },
        migrations: () => pool.query("select from gateway_token limit 1"),
      },
    });
    opened.push(server.close);
    port = await server.listen(config);
    sayHowRatesAreCounted();
  });
  return { port, stop };
}
