import type { ApolloServer } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { ActorId } from "../application/actor-id.js";
import { takeLeaks } from "../application/leaks/take-leaks.js";
import type { ChangeFeed } from "../application/ports/change-feed.js";
import type { ClientKnowledge } from "../application/ports/key-knowledge.js";
import type { Logger } from "../application/ports/logger.js";
import type { WorkBudget } from "../application/ports/work-budget.js";
import { documentPrice } from "../application/prices.js";
import type { Config } from "../config.js";
import type { GraphQLContext } from "../graphql/context.js";
import { formattedFor, isOurs } from "../graphql/error-format.js";
import { refusedRequest } from "../graphql/errors.js";
import { exampleOperations } from "../graphql/example-operations.js";
import { identifiedContext } from "../graphql/identified-context.js";
import { documentRules, parseOptions, validationOptions } from "../graphql/limits/document-rules.js";
import { requestRefusal } from "../graphql/limits/request-refusal.js";
import { operationRefusal } from "../graphql/operation-refusal.js";
import { buildPorticoSchema } from "../graphql/schema.js";
import { createApolloServer } from "../graphql/server.js";
import { signedIn } from "../graphql/signed-in.js";
import { subscribeUntorn } from "../graphql/subscriptions/untorn-events.js";
import { accountPages } from "../http/account-pages/account-pages.js";
import { authReference } from "../http/auth-reference/reference-page.js";
import { clientCertificateBy } from "../http/client-certificate.js";
import type { GatewayDoor } from "../http/gateways/gateway-door.js";
import { leakPage } from "../http/leaks/leak-page.js";
import { leakRoutes } from "../http/leaks/leak-routes.js";
import { mailboxRoutes } from "../http/mailbox/mailbox-routes.js";
import { createMetrics, type Metrics } from "../http/metrics.js";
import { otherSites } from "../http/other-sites.js";
import { pagePaths } from "../http/page-paths.js";
import { toHeaders } from "../http/request-headers.js";
import { sentRequest } from "../http/sent-request.js";
import { createHttpServer, type HttpServerDeps } from "../http/server.js";
import { createChangeFeed } from "../infrastructure/change-feed.js";
import { loadListsSoon } from "../infrastructure/identity/load-lists.js";
import { createGivenUpJobs } from "../infrastructure/jobs/given-up-jobs.js";
import { createScannerKeys } from "../infrastructure/leaks/scanner-keys.js";
import { createInstitutionSignIn } from "../infrastructure/oauth/institution-sign-in.js";
import { createIdempotencyStore } from "../infrastructure/persistence/idempotency-store.js";
import { parseSecret } from "../infrastructure/secrets/secret-format.js";
import { createWorkBudget } from "../infrastructure/work-budget.js";
import { customerRoutes } from "../oauth/customer-routes.js";
import { type OauthRoutes, oauthRoutes } from "../oauth/oauth-routes.js";
import { createActors } from "./actors.js";
import { closeAll } from "./close-all.js";
import { createGraphqlContexts } from "./graphql-contexts.js";
import { isUnavailable } from "./is-unavailable.js";
import { metricsReaders, readinessChecks } from "./observing.js";
import { openAuthorizationServers } from "./open-authorization-servers.js";
import { openGatewayDoor } from "./open-gateway-door.js";
import type { Services } from "./services.js";

/** In the longest statements: a web that is at it still has been killed. One that is not carries out nothing any more. */
const longestCommand = 3;

/**
 * Serves the API until `stop()`, which lets running requests finish. `port` is the one it listens on. A start that
 * fails leaves nothing open.
 */
export async function startWebProcess(services: Services): Promise<{ port: number; stop(): Promise<void> }> {
  const { databaseUrl, limits, config, logger } = services;
  warnOfOtherSites(config, logger);
  const opened: (() => Promise<void>)[] = [];
  try {
    const changeFeed = createChangeFeed({ databaseUrl, limits, logger });
    opened.push(changeFeed.close);
    const metrics = createMetrics(createGivenUpJobs(services.pool).count);
    const schema = await buildPorticoSchema();
    const idempotencyStore = createIdempotencyStore(services.orm, {
      lostAfter: longestCommand * limits.statement,
    });
    const apollo = createApolloServer({
      schema,
      logger,
      metrics,
      idempotencyStore,
      isUnavailable,
      compiles: config.queryExecution === "compiled",
    });
    await apollo.start();
    opened.push(() => apollo.stop());
    const budget = createWorkBudget({ address: config.workPerAddress, developer: config.workPerDeveloper });
    const gateways = await openGatewayDoor({ ...services, budget, metrics });
    const { door, gatewayOf, clients, close } = gateways;
    opened.push(close);
    const parts = { changeFeed, metrics, schema, apollo, budget, door, gatewayOf, clients };
    const server = await createHttpServer(httpDeps(services, parts));
    opened.push(server.close);
    // Last: to compile the bundle (scripts/bundle.ts), all before is done without a database.
    await changeFeed.start();
    await gateways.start();
    const port = await server.listen(config);
    gateways.sayHowRatesAreCounted();
    const stopLoading = loadListsSoon();
    opened.push(async () => stopLoading());
    return { port, stop: () => closeAll(opened) };
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

function warnOfOtherSites({ publicUrl, corsOrigins, cookieSite }: Config, logger: Logger): void {
  const origins = otherSites(publicUrl, corsOrigins);
  if (cookieSite === "lax" && origins.length > 0)
    logger.warn(
      { origins, publicUrl },
      "CORS_ORIGINS has origins of another site than PUBLIC_URL: browsers send no session cookie from there unless COOKIE_SITE=none (docs/another-site.md)",
    );
}

interface WebParts {
  readonly changeFeed: ChangeFeed;
  readonly metrics: Metrics;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<GraphQLContext>;
  readonly budget: WorkBudget;
  readonly door: GatewayDoor;
  readonly gatewayOf: OauthRoutes["gatewayOf"];
  readonly clients: ClientKnowledge;
}

function httpDeps(
  services: Services,
  { changeFeed, metrics, schema, apollo, budget, door, gatewayOf, clients }: WebParts,
): HttpServerDeps<GraphQLContext> {
  const { config, logger, mailbox } = services;
  const { actorOfRequest, authHandler, visitors } = createActors(services);
  const contextFor = createGraphqlContexts(services, changeFeed);
  const contextOf = identifiedContext({ actorOfRequest, contextFor, logger, isUnavailable });

  return {
    logger,
    publicUrl: config.publicUrl,
    brand: config.brand,
    corsOrigins: config.corsOrigins,
    trustedProxies: config.trustedProxies,
    budget,
    door,
    socketLimits: config.sockets,
    graphql: {
      server: apollo,
      async context(request) {
        const sent = sentRequest(request);
        const refusal = requestRefusal(sent);
        if (refusal) throw refusedRequest(refusal);
        const { headers, address: ip, id, work } = request;
        const price = documentPrice(sent.query);
        return contextOf({ headers: toHeaders(headers), ip, requestId: id, work, price });
      },
    },
    subscriptions: {
      schema,
      connect: async (connection) => {
        const { developerId, companyTokenId } = signedIn(await contextOf(connection));
        return developerId ?? companyTokenId;
      },
      onAccessEnded: (actorId, close) => changeFeed.onAccessEnded(actorId as ActorId, close),
      context: contextOf,
      validationRules: documentRules,
      parseOptions,
      validationOptions,
      requestRefusal,
      subscribe: subscribeUntorn,
      operationRefusal,
      formatError(error, reqId) {
        const isAway = isUnavailable(error);
        if (isOurs(error) && !isAway)
          logger.child({ reqId }).error({ error: error.originalError ?? error }, "a subscription failed");
        return formattedFor(error.toJSON(), isAway, undefined);
      },
    },
    authHandler,
    isUnavailable,
    readinessChecks: readinessChecks(services),
    metrics,
    metricsReaders: metricsReaders(config),
    shedsLoad: config.environment !== "test",
    sandbox: config.sandbox,
    exampleOperations: exampleOperations(),
    async routes(app) {
      const mailboxUrl = config.smtpUrl ? undefined : pagePaths.mailbox;
      await app.register(
        accountPages({
          mailboxUrl,
          visitors,
          handler: authHandler,
          publicUrl: config.publicUrl,
          portals: config.corsOrigins,
        }),
      );
      const kindOf = (text: string) => parseSecret(text)?.kind ?? null;
      const leaks = { takeLeaks: takeLeaks(services), kindOf };
      await app.register(leakPage({ ...leaks, publicUrl: config.publicUrl }));
      const isSigned = createScannerKeys(config.secretScanningKeysUrl);
      await app.register(leakRoutes({ ...leaks, isSigned }));
      await app.register(authReference(config.publicUrl));
      const certificateOf = clientCertificateBy(config.trustedProxies, config.clientCertificateHeader);
      const servers = openAuthorizationServers(services, clients);
      await app.register(oauthRoutes({ servers, gatewayOf, isUnavailable, certificateOf }));
      const institutions = createInstitutionSignIn();
      await app.register(customerRoutes({ servers, institutions, logger }));
      if (mailboxUrl) await app.register(mailboxRoutes(mailbox));
    },
  };
}
