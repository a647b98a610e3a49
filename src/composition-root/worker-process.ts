import type { Gateway } from "../application/ports/gateway.js";
import { openPool } from "../infrastructure/database/pool.js";
import { createBuiltInGateway } from "../infrastructure/gateway/built-in-gateway.js";
import { createEnvironmentGateways } from "../infrastructure/gateway/environment-gateways.js";
import { forgetExpired } from "../infrastructure/identity/sign-in-accounts.js";
import { signInAttempts } from "../infrastructure/identity/sign-in-attempts.js";
import { createSignInPlaces } from "../infrastructure/identity/sign-in-places.js";
import { createExpiryReminders } from "../infrastructure/jobs/expiry-reminders.js";
import { createGivenUpJobs } from "../infrastructure/jobs/given-up-jobs.js";
import type { Supervised } from "../infrastructure/jobs/supervise.js";
import { startWorker, type WorkerOptions } from "../infrastructure/jobs/worker.js";
import { createSmtpMailer } from "../infrastructure/mail/smtp-mailer.js";
import { purgeOauthRecords } from "../infrastructure/oauth/oauth-records.js";
import { createRevokedTokens } from "../infrastructure/oauth/revoked-tokens.js";
import { rotateSigningKeys } from "../infrastructure/oauth/signing-keys.js";
import { createIdempotencyStore } from "../infrastructure/persistence/idempotency-store.js";
import { sumUpTally } from "../infrastructure/persistence/sum-up-tally.js";
import { createUsageMonths } from "../infrastructure/persistence/usage-months.js";
import { closeAll } from "./close-all.js";
import { jobHandlers } from "./job-handlers.js";
import { openLeftGateways } from "./open-left-gateways.js";
import type { Services } from "./services.js";

export interface WorkerSettings {
  /** What enforces keys; by default what operators have chosen for each environment. */
  readonly gateway?: Gateway;
  readonly liveness?: WorkerOptions["liveness"];
}

const mailsAtOnce = 2;

function gatewaysOf({ orm, vault, clock, queue }: Services): Gateway {
  return createEnvironmentGateways({ orm, vault, clock, queue, builtIn: createBuiltInGateway(orm) });
}

/** Takes queued jobs until `stop()`, which lets running ones finish; `isRunning()` is false while it waits to begin again. */
export async function startWorkerProcess(
  services: Services,
  { gateway = gatewaysOf(services), liveness = {} }: WorkerSettings = {},
): Promise<Supervised> {
  const { config, databaseUrl, limits, logger, pool, orm, clock, mailbox, vault, outgoingMails } = services;
  const smtp = config.smtpUrl ? createSmtpMailer(config.smtpUrl, config.mailFrom, config.brand) : undefined;
  const mailer = smtp ?? mailbox;
  const handlers = jobHandlers(services, gateway, mailer);
  const hourly = {
    "remind-of-expiry": () => createExpiryReminders(pool).remind(clock.now()),
    "purge-superseded-jobs": () => createGivenUpJobs(pool).purgeSuperseded(),
    "purge-idempotency": () => createIdempotencyStore(orm).purgeExpired(clock.now()),
    "purge-sign-in-attempts": () => signInAttempts(pool).purge(),
    "purge-sign-in-places": () => createSignInPlaces(pool, vault).forgetOld(),
    "purge-sign-ins": () => forgetExpired(pool),
    "purge-mails": () => outgoingMails.forgetOld(),
    "sum-up-tally": () => sumUpTally(pool),
    "keep-usage-months": () => createUsageMonths(pool).keep(),
    "rotate-signing-keys": () => rotateSigningKeys({ pool, vault, clock }),
    "forget-left-gateways": () => openLeftGateways(services).forget(),
    "purge-revoked-tokens": () => createRevokedTokens(pool).purge(),
  };
  // Anybody makes them, and most are over in minutes.
  const often = { "purge-oauth-records": () => purgeOauthRecords(pool) };
  const { "send-mails": sendMails, ...others } = handlers;
  const parts = { databaseUrl, limits, liveness, logger };
  // A job that was taken or done a moment before the database's machine died is there again, and is done again.
  const hasty = openPool({ databaseUrl, limits, logger, isHasty: true });
  let ended: Promise<void> | undefined;
  const endHasty = () => {
    ended ??= hasty.end();
    return ended;
  };
  const workers: Supervised[] = [];
  const stop = () =>
    closeAll([
      endHasty,
      async () => smtp?.close(),
      async () => void (await Promise.all(workers.map((each) => each.stop()))),
    ]);
  try {
    workers.push(await startWorker({ ...parts, pool: hasty, handlers: others, hourly, often }));
    // A mail server that is slow or silent keeps back mails alone. What they tell of is there for good once they are taken.
    const mails = { "send-mails": sendMails };
    workers.push(await startWorker({ ...parts, pool, handlers: mails, concurrency: mailsAtOnce }));
    return { isRunning: () => workers.every((each) => each.isRunning()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
