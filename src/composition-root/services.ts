import { randomBytes } from "node:crypto";
import { addSampleData } from "../application/catalogue/add-sample-data.js";
import type { Logger } from "../application/ports/logger.js";
import type { PortalLinks } from "../application/ports/portal-links.js";
import type { Config } from "../config.js";
import { ownPageLinks } from "../http/own-page-links.js";
import { portalPageLinks } from "../http/portal-page-links.js";
import { startDatabaseClock } from "../infrastructure/database/database-clock.js";
import { openPool } from "../infrastructure/database/pool.js";
import { createDomainProofs } from "../infrastructure/domain-proofs.js";
import { createIds } from "../infrastructure/ids.js";
import { createJobQueue } from "../infrastructure/jobs/job-queue.js";
import type { ConfigWithSecrets } from "../infrastructure/local-secrets.js";
import { createMailboxMailer } from "../infrastructure/mail/mailbox-mailer.js";
import { createOutgoingMails } from "../infrastructure/mail/outgoing-mails.js";
import { createKeySets } from "../infrastructure/oauth/key-sets.js";
import { openOrm } from "../infrastructure/persistence/orm.js";
import { createTokenUse } from "../infrastructure/persistence/token-use.js";
import { createUnitOfWork } from "../infrastructure/persistence/unit-of-work.js";
import { type Statement, watchStatements } from "../infrastructure/persistence/watch-statements.js";
import { sampleData } from "../infrastructure/sample-data.js";
import { parseKeyring } from "../infrastructure/secrets/keyring.js";
import { loadRetiredKeys, type RetiredKey } from "../infrastructure/secrets/retired-keys.js";
import { createSecretVault } from "../infrastructure/secrets/secret-vault.js";
import { closeAll } from "./close-all.js";

export type Services = Awaited<ReturnType<typeof openServices>>;

/** What web and worker processes have in common, on one database. `close()` it last. */
export async function openServices(
  config: ConfigWithSecrets,
  databaseUrl: string,
  logger: Logger,
  onStatement?: (statement: Statement) => void,
) {
  const limits = { lock: config.lockTimeout, statement: config.statementTimeout };
  const orm = await openOrm({ databaseUrl, limits, onStatement });
  const pool = openPool({ databaseUrl, limits, logger });
  if (onStatement) watchStatements(pool, onStatement);
  const clock = await startDatabaseClock({ pool, logger });
  const ids = createIds(clock);
  const keyring = parseKeyring(config.secretKeys);
  const retired: RetiredKey[] = [];
  const vault = createSecretVault(keyring, randomBytes, retired);
  const retiredKeys = await loadRetiredKeys(pool, vault, retired, logger);
  const unitOfWork = createUnitOfWork({ orm, clock, ids });
  const mailLimits = config.environment === "test" ? "off" : "on";
  const outgoingMails = createOutgoingMails({ pool, vault, clock, limits: mailLimits });
  const queue = createJobQueue(pool, outgoingMails);
  const tokenUse = createTokenUse(orm, logger);
  return {
    config,
    databaseUrl,
    limits,
    logger,
    orm,
    pool,
    ids,
    clock,
    links: linksOf(config),
    keyring,
    vault,
    knowsRetiredKeys: retiredKeys.isLoaded,
    unitOfWork,
    quotas: config.quotas,
    domainProofs: createDomainProofs(),
    keySets: createKeySets(),
    queue,
    outgoingMails,
    tokenUse,
    mailbox: createMailboxMailer(pool, config.brand),
    migrate: () => migrateAtLeisure(databaseUrl, logger),
    addSampleData: () => addSampleData({ unitOfWork, clock, ids, vault })(sampleData),
    close: () =>
      closeAll([
        () => pool.end(),
        () => orm.close(),
        tokenUse.flush,
        retiredKeys.stop,
        async () => clock.stop(),
      ]),
  };
}

/** On connections without limits: a migration may take long, and wait for another that is under way. */
async function migrateAtLeisure(databaseUrl: string, logger: Logger): Promise<void> {
  // What brings tables up to date is half a megabyte of programs, which only `migrate` and `start` run.
  const { migrate } = await import("../infrastructure/migrate.js");
  const orm = await openOrm({ databaseUrl });
  const pool = openPool({ databaseUrl, logger });
  try {
    await migrate({ orm, pool, logger });
  } finally {
    await closeAll([() => pool.end(), () => orm.close()]);
  }
}

function linksOf({ portalUrl, publicUrl, corsOrigins: portals }: Config): PortalLinks {
  return portalUrl ? portalPageLinks({ portalUrl, publicUrl, portals }) : ownPageLinks(publicUrl, portals);
}
