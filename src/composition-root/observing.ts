import type { Config } from "../config.js";
import type { ReadinessChecks } from "../http/health.js";
import type { MetricsReaders } from "../http/metrics.js";
import { isMigrated } from "../infrastructure/persistence/is-migrated.js";
import type { Services } from "./services.js";

/** What every process needs to be of use. */
export function readinessChecks({ orm, pool }: Pick<Services, "orm" | "pool">): ReadinessChecks {
  return {
    database: () => pool.query("select 1"),
    queue: () => pool.query("select from graphile_worker.jobs limit 1"),
    migrations: async () => {
      if (!(await isMigrated(orm, pool))) throw new Error("Migrations are missing.");
    },
  };
}

export function metricsReaders({ metricsToken, environment }: Config): MetricsReaders {
  if (metricsToken) return { token: metricsToken };
  return environment === "production" ? "nobody" : "everybody";
}
