import { randomBytes } from "node:crypto";
import type { ApolloServer } from "@apollo/server";
import { GraphQLError, type GraphQLSchema } from "graphql";
import pg from "pg";
import type { Logger } from "pino";
import type { Actor } from "./application/actor.js";
import { admitDeveloper, refusePublicDomain } from "./application/admit-developer.js";
import { createCommands } from "./application/commands/create-commands.js";
import type { JobHandlers } from "./application/jobs.js";
import { announceKeysLive } from "./application/notices/announce-keys-live.js";
import { notifyOwners } from "./application/notices/notify-owners.js";
import type { ChangeFeed } from "./application/ports/change-feed.js";
import type { Clock } from "./application/ports/clock.js";
import type { Gateway } from "./application/ports/gateway.js";
import { reconcileEnvironment } from "./application/provisioning/reconcile-environment.js";
import { actorOf } from "./application/sign-in.js";
import type { Config } from "./config.js";
import { DomainError } from "./domain/domain-error.js";
import { emailDomain, normalizedEmail } from "./domain/partner/email-domain.js";
import type { GraphQLContext } from "./graphql/context.js";
import { formatted, isOurs } from "./graphql/error-format.js";
import { internalError } from "./graphql/errors.js";
import { exampleOperation } from "./graphql/example-operation.js";
import { documentRules, parseOptions } from "./graphql/limits/document-rules.js";
import { createLoaders } from "./graphql/loaders.js";
import { operationRefusal } from "./graphql/operation-refusal.js";
import { buildPorticoSchema } from "./graphql/schema.js";
import { createApolloServer } from "./graphql/server.js";
import { accountPages } from "./http/account-pages/account-pages.js";
import { mailboxPage } from "./http/mailbox-page.js";
import { createMetrics, type Metrics } from "./http/metrics.js";
import { toHeaders } from "./http/request-headers.js";
import { createHttpServer, type HttpServerDeps } from "./http/server.js";
import { createChangeFeed } from "./infrastructure/change-feed.js";
import { createBuiltInGateway } from "./infrastructure/gateway/built-in-gateway.js";
import { createBetterAuth } from "./infrastructure/identity/better-auth.js";
import { createCompanyDomains } from "./infrastructure/identity/company-email-domain.js";
import { createIdentitySource } from "./infrastructure/identity/identity-source.js";
import { createOidcVerifier } from "./infrastructure/identity/oidc-verifier.js";
import { createIds } from "./infrastructure/ids.js";
import { createJobQueue, createMailQueue } from "./infrastructure/jobs/job-queue.js";
import { startWorker, type WorkerOptions } from "./infrastructure/jobs/worker.js";
import { type ConfigWithSecrets, resolveSecrets } from "./infrastructure/local-secrets.js";
import { createMailboxMailer } from "./infrastructure/mail/mailbox-mailer.js";
import { createSmtpMailer } from "./infrastructure/mail/smtp-mailer.js";
import { isMigrated, migrate } from "./infrastructure/migrate.js";
import { createActorDirectory } from "./infrastructure/persistence/actor-directory.js";
import { createIdempotencyStore } from "./infrastructure/persistence/idempotency-store.js";
import { createNoticeFacts } from "./infrastructure/persistence/notice-facts.js";
import { openOrm } from "./infrastructure/persistence/orm.js";
import { createUnitOfWork } from "./infrastructure/persistence/unit-of-work.js";
import { createReadModel } from "./infrastructure/reads/read-model.js";
import { addSampleData } from "./infrastructure/sample-data.js";
import { generateKeyring, parseKeyring } from "./infrastructure/secrets/keyring.js";
import { createSecretVault } from "./infrastructure/secrets/secret-vault.js";

const clock: Clock = { now: () => new Date() };

/** The settings with every secret there: given, or made under DATA_DIR at the first start. */
export function withSecrets(config: Config): Promise<ConfigWithSecrets> {
  const authSecret = () => randomBytes(32).toString("base64url");
  return resolveSecrets(config, { secretKeys: generateKeyring, authSecret });
}

export type Services = Awaited<ReturnType<typeof openServices>>;

/** What web and worker processes have in common, on one database. `close()` it last. */
export async function openServices(config: ConfigWithSecrets, databaseUrl: string, logger: Logger) {
  const orm = await openOrm({ databaseUrl });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const onLost = (error: Error) => logger.warn({ error }, "a database connection was lost");
  pool.on("error", onLost).on("connect", (client) => client.on("error", onLost));
  const ids = createIds();
  const vault = createSecretVault(parseKeyring(config.secretKeys));
  const unitOfWork = createUnitOfWork({ orm, clock, ids });
  const queue = createJobQueue(pool);
  return {
    config,
    databaseUrl,
    logger,
    orm,
    pool,
    ids,
    clock,
    vault,
    unitOfWork,
    queue,
    mailbox: createMailboxMailer(pool),
    migrate: () => migrate({ orm, pool, log: logger }),
    addSampleData: () => addSampleData(orm, ids, clock),
    async close() {
      await orm.close();
      await pool.end();
    },
  };
}

export interface WorkerSettings {
  /** What enforces keys; by default the gateway that comes with Portico. */
  readonly gateway?: Gateway;
  readonly liveness?: WorkerOptions["liveness"];
}

/** Takes queued jobs until `stop()`, which lets running ones finish. */
export async function startWorkerProcess(
  services: Services,
  { gateway = createBuiltInGateway(services.orm), liveness = {} }: WorkerSettings = {},
): Promise<{ stop(): Promise<void> }> {
  const { config, databaseUrl, logger, pool, orm, queue, mailbox } = services;
  const smtp = config.smtpUrl ? createSmtpMailer(config.smtpUrl, config.mailFrom) : undefined;
  const mailer = smtp ?? mailbox;
  const notices = { facts: createNoticeFacts(orm), queue, publicUrl: config.publicUrl };
  const handlers: JobHandlers = {
    provision: reconcileEnvironment({ ...services, gateway }),
    "announce-keys-live": announceKeysLive(notices),
    "notify-owners": notifyOwners(notices),
    "send-mail": ({ message, id }) => mailer.send(message, id),
  };
  const hourly = { "purge-idempotency": () => createIdempotencyStore(orm).purgeExpired(clock.now()) };
  const worker = await startWorker({ pool, databaseUrl, handlers, hourly, liveness, log: logger });
  return {
    async stop() {
      await worker.stop();
      smtp?.close();
    },
  };
}

/**
 * Serves the API until `stop()`, which lets running requests finish. `port` is the one it listens on. A start that
 * fails leaves nothing open.
 */
export async function startWebProcess(services: Services): Promise<{ port: number; stop(): Promise<void> }> {
  const { config, databaseUrl, logger } = services;
  const opened: (() => Promise<void>)[] = [];
  try {
    const changeFeed = createChangeFeed({ databaseUrl, log: logger });
    opened.push(changeFeed.close);
    await changeFeed.start();
    const metrics = createMetrics();
    const schema = await buildPorticoSchema();
    const idempotencyStore = createIdempotencyStore(services.orm);
    const apollo = createApolloServer({ schema, logger, metrics, idempotencyStore });
    await apollo.start();
    opened.push(() => apollo.stop());
    const server = await createHttpServer(httpDeps(services, { changeFeed, metrics, schema, apollo }));
    opened.push(server.close);
    return { port: await server.listen(config), stop: () => closeAll(opened) };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

interface WebParts {
  readonly changeFeed: ChangeFeed;
  readonly metrics: Metrics;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<GraphQLContext>;
}

function httpDeps(
  services: Services,
  { changeFeed, metrics, schema, apollo }: WebParts,
): HttpServerDeps<GraphQLContext> {
  const { config, logger, orm, pool, mailbox } = services;
  const actors = createActors(services);
  const reads = createReadModel(orm);
  const commands = createCommands(services);

  const contextOf = async (headers: Headers, address: string, requestId: string): Promise<GraphQLContext> => {
    const identify = () => actors.of(headers, address);
    try {
      const actor = await identify();
      return {
        actor,
        identify,
        commands,
        reads,
        loaders: createLoaders(reads, actor),
        changeFeed,
        clock,
        requestId,
      };
    } catch (error) {
      if (error instanceof GraphQLError) throw error;
      logger.error({ reqId: requestId, error }, "finding out who sends a request failed");
      throw internalError(requestId);
    }
  };

  return {
    logger,
    publicUrl: config.publicUrl,
    corsOrigins: config.corsOrigins,
    ...(config.trustedProxies.length > 0 && { trustProxy: [...config.trustedProxies] }),
    graphql: {
      server: apollo,
      context: (request) => contextOf(toHeaders(request.headers), request.ip, request.id),
    },
    subscriptions: {
      schema,
      context: ({ headers, ip, requestId }) => contextOf(headers, ip, requestId),
      validationRules: documentRules,
      parseOptions,
      refusalOf: operationRefusal,
      formatError(error) {
        if (isOurs(error)) logger.error({ error: error.originalError ?? error }, "a subscription failed");
        return formatted(error.toJSON(), undefined);
      },
    },
    authHandler: actors.authHandler,
    readinessChecks: {
      database: () => pool.query("select 1"),
      queue: () => pool.query("select from graphile_worker.jobs limit 1"),
      migrations: async () => {
        if (!(await isMigrated(orm, pool))) throw new Error("Migrations are missing.");
      },
    },
    metrics,
    exampleOperation,
    async routes(app) {
      const mailboxUrl = config.smtpUrl ? undefined : "/dev/mailbox";
      await app.register(accountPages({ mailboxUrl, portals: config.corsOrigins }));
      if (mailboxUrl) await app.register(mailboxPage(mailbox));
    },
  };
}

/** Closes everything, the last opened first, whatever fails on the way; then rejects with the first failure. */
export async function closeAll(opened: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of opened.splice(0).reverse()) await close().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

/** Who sends a request: identity providers on one side, Portico's developers on the other. */
function createActors({ config, pool, orm, ids, queue, unitOfWork, logger }: Services) {
  const companyDomains = createCompanyDomains();
  const isPublicDomain = companyDomains.isPublic;
  const betterAuth = createBetterAuth({
    pool,
    publicUrl: config.publicUrl,
    secret: config.authSecret,
    trustedOrigins: [...config.corsOrigins],
    mail: createMailQueue(queue, ids),
    refuseEmail: (email) =>
      refusal(() => refusePublicDomain(emailDomain(normalizedEmail(email)), isPublicDomain)),
    rateLimit: config.environment === "test" ? "off" : "database",
    logger,
  });
  const oidc = config.oidc && createOidcVerifier({ ...config.oidc, logger });
  const identities = createIdentitySource({ betterAuth, oidc });
  const directory = createActorDirectory(orm, new Set(config.operatorEmails));
  const admit = admitDeveloper({ unitOfWork, clock, ids, isPublicDomain });
  const actorFor = actorOf({ directory, admit });
  const of = async (headers: Headers, address: string): Promise<Actor | null> => {
    const identity = await identities.identify(headers);
    if (!identity) return null;
    try {
      return await actorFor(identity, address);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [problem] = error.problems;
      throw new GraphQLError(problem?.message ?? "You cannot sign in.", {
        extensions: { code: "FORBIDDEN", http: { status: 403 } },
      });
    }
  };
  return {
    of,
    /** With the first verified sign-in a developer comes into being (R1 to R5); if that fails, his next request tries again. */
    async authHandler(request: Request, clientIp: string): Promise<Response> {
      const response = await betterAuth.handler(request, clientIp);
      const cookie = response.headers
        .getSetCookie()
        .map((each) => each.split(";", 1)[0])
        .join("; ");
      if (cookie) {
        await of(new Headers({ cookie }), clientIp).catch((error) =>
          logger.warn({ error }, "a developer who signed in was not admitted"),
        );
      }
      return response;
    },
  };
}

/** Why `check` refuses, as the sign-up's answer; null when it does not. */
function refusal(check: () => void): { code: string; message: string } | null {
  try {
    check();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const [problem] = error.problems;
    return problem ? { code: problem.code, message: problem.message } : null;
  }
}
