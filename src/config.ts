import { resolve } from "node:path";
import { conflicts } from "./config-conflicts.js";
import {
  type DomainRules,
  listOf,
  parseBoolean,
  parseBrandColor,
  parseBrandName,
  parseDomainRules,
  parseHost,
  parseIssuer,
  parseKeysUrl,
  parseNetwork,
  parseOrigin,
  parsePort,
  parseSiteUrl,
  urlOf,
} from "./config-values.js";
import { isEmailAddress } from "./domain/partner/email-address.js";
import { normalizedEmail } from "./domain/partner/email-domain.js";
import { type Quotas, usualQuotas } from "./domain/quotas.js";
import { type Brand, usualBrand } from "./html/brand.js";
import { type ClientCertificateHeader, clientCertificateHeaders } from "./http/client-certificate.js";

/** The settings of one process, parsed once (docs: README "Configuration"). */
export interface Config {
  readonly environment: "development" | "test" | "production";
  /** TCP port; 0 asks for any free one: see `withPort`. */
  readonly port: number;
  readonly host: string;
  /** Where a worker process tells how it is; absent: nowhere. */
  readonly workerPort?: number;
  /** Origin (scheme, host, port; no trailing slash) under which people reach this server. */
  readonly publicUrl: string;
  /** False when `publicUrl` follows from the port. */
  readonly publicUrlIsSet: boolean;
  readonly brand: Brand;
  /** Where mails lead, in place of the pages that are served here. */
  readonly portalUrl: string | undefined;
  /** Absent: the embedded database under `dataDir`. */
  readonly databaseUrl?: string;
  /** Milliseconds that a statement may wait for a lock, and may take in all. */
  /** `plain` runs each query as it was written, and reads each kind of thing by itself: for finding faults. */
  readonly queryExecution: (typeof EXECUTIONS)[number];
  readonly lockTimeout: number;
  readonly statementTimeout: number;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absent: mails are kept and shown at `/dev/mailbox`. */
  readonly smtpUrl?: string;
  readonly mailFrom: string;
  /** Who may read `/metrics`, as a bearer token; absent: everybody, and nobody in production. */
  readonly metricsToken?: string;
  /**
   * Whether `GET /graphql` opens Apollo Sandbox, whose script comes from Apollo and acts with the session of whoever opens
   * it; otherwise the GraphiQL of this server.
   */
  readonly sandbox: boolean;
  /** In compared form (R2). */
  readonly operatorEmails: readonly string[];
  readonly domainRules: DomainRules;
  /** Newest first: the first one seals, all of them open. Absent: see `resolveSecrets`. */
  readonly secretKeys?: string;
  /** Absent: see `resolveSecrets`. */
  readonly authSecret?: string;
  readonly oidc?: {
    readonly issuer: string;
    readonly audience: string;
    readonly verifiedClaim?: string;
    readonly scope?: string;
  };
  /** Origins whose pages may call the API with cookies, besides `publicUrl`'s. */
  readonly corsOrigins: readonly string[];
  /** `none`: browsers send the session cookie from pages of other sites too, if these are of `corsOrigins`. */
  readonly cookieSite: (typeof COOKIE_SITES)[number];
  /** Addresses or CIDR ranges of proxies whose `X-Forwarded-For` tells the client's address. */
  readonly trustedProxies: readonly string[];
  /** In which these proxies tell a client's certificate. Absent: nobody has one. */
  readonly clientCertificateHeader: ClientCertificateHeader | undefined;
  /** Points of work that an address, and a developer, may have in 10 seconds of one web process. */
  readonly workPerAddress: number;
  readonly workPerDeveloper: number;
  /** What an address, and a developer, may hold at a time of one web process. */
  readonly sockets: {
    readonly socketsPerAddress: number;
    readonly socketsPerDeveloper: number;
    readonly subscriptionsPerDeveloper: number;
  };
  /** Where a secret scanner publishes the keys that it signs its reports of leaks with. */
  readonly secretScanningKeysUrl: string;
  readonly quotas: Quotas;
  /** Where all processes that verify keys count what each key is used (R35); absent: each counts its share. */
  readonly redisUrl?: string;
  /** How many of them there are. */
  readonly verifyingProcesses: number;
  readonly sampleData: boolean;
  readonly logLevel: LogLevel;
}

export type LogLevel = (typeof LOG_LEVELS)[number];
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
/** What the dearest operation costs that is not too expensive, with all that goes before it. */
const LEAST_WORK = 60_000;
const EXECUTIONS = ["compiled", "plain"] as const;
const COOKIE_SITES = ["lax", "none"] as const;
const ENVIRONMENTS = ["development", "test", "production"] as const;
const MAILBOX = /^(?:[^<>\r\n]*<[^\s@<>,]+@[^\s@<>,]+>|[^\s@<>,]+@[^\s@<>,]+)$/;

/** One or more settings are wrong or missing; `message` has one sentence a line, each naming its variable. */
export class ConfigError extends Error {
  override name = "ConfigError";
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/**
 * The settings in `env`, where an empty value counts as absent. Names that are not settings are ignored. A process for
 * gateways alone needs fewer of them in production.
 *
 * @throws {ConfigError} naming every wrong value at once.
 */
export function parseConfig(env: NodeJS.ProcessEnv, { isForGatewaysAlone = false } = {}): Config {
  const problems: string[] = [];
  const read = (name: string) => env[name]?.trim() || undefined;

  /** `parse` returns undefined for a value that is not `wanted`; secrets are never repeated in the sentence. */
  function setting<T>(name: string, wanted: string, parse: (value: string) => T | undefined): T | undefined {
    const value = read(name);
    if (value === undefined) return undefined;
    const parsed = parse(value);
    if (parsed === undefined) problems.push(`${name} must be ${wanted}.`);
    return parsed;
  }
  const oneOf =
    <T extends string>(allowed: readonly T[]) =>
    (value: string) =>
      allowed.find((each) => each === value);

  const environment =
    setting("NODE_ENV", `one of ${ENVIRONMENTS.join(", ")}`, oneOf(ENVIRONMENTS)) ?? "development";
  const port = setting("PORT", "a whole number from 0 to 65535", parsePort) ?? 4000;
  const workerPort = setting("WORKER_PORT", "a whole number from 0 to 65535", parsePort);
  const host =
    setting("HOST", "an IP address or a host name without scheme or port", parseHost) ?? "127.0.0.1";
  const secretScanningKeysUrl =
    setting("SECRET_SCANNING_KEYS_URL", "an https URL, or http on this machine", parseKeysUrl) ??
    "https://api.github.com/meta/public_keys/secret_scanning";
  const publicUrl = setting(
    "PUBLIC_URL",
    "an http or https origin such as https://portal.example",
    parseOrigin,
  );
  const databaseUrl = setting(
    "DATABASE_URL",
    "a PostgreSQL URL such as postgres://user:password@host:5432/portico",
    urlOf("postgres:", "postgresql:"),
  );
  const smtpUrl = setting(
    "SMTP_URL",
    "an SMTP URL such as smtps://user:password@host:465",
    urlOf("smtp:", "smtps:"),
  );
  const mailFrom =
    setting("MAIL_FROM", "an address such as Portico <no-reply@portal.example>", (value) =>
      MAILBOX.test(value) ? value : undefined,
    ) ?? "Portico <no-reply@portico.example>";
  const operatorEmails =
    setting("OPERATOR_EMAILS", "e-mail addresses separated by commas", (value) =>
      listOf(value, (each) => (isEmailAddress(each) ? normalizedEmail(each) : undefined)),
    ) ?? [];
  const domainRules = setting(
    "DOMAIN_RULES",
    "allow:DOMAIN and deny:DOMAIN separated by commas, and no domain twice",
    parseDomainRules,
  ) ?? { allow: [], deny: [] };
  const secretKeys = read("SECRET_KEYS");
  const authSecret = setting("AUTH_SECRET", "at least 32 characters long", (value) =>
    value.length >= 32 ? value : undefined,
  );
  const issuer = setting("OIDC_ISSUER", "an https URL (http only for localhost)", parseIssuer);
  const audience = read("OIDC_AUDIENCE");
  const corsOrigins =
    setting(
      "CORS_ORIGINS",
      "http or https origins separated by commas, such as https://app.example",
      (value) => listOf(value, parseOrigin),
    ) ?? [];
  const portalUrl = setting(
    "PORTAL_URL",
    "an http or https URL without query or fragment, such as https://developer.bank.example/portal",
    parseSiteUrl,
  );
  const brandName = setting("BRAND_NAME", "1 to 60 characters on one line", parseBrandName);
  const brandLogo = setting("BRAND_LOGO_URL", "an https URL (http only for localhost)", parseIssuer);
  const brandColor = setting(
    "BRAND_COLOR",
    "#rrggbb, dark enough for white text (a contrast of 4.5)",
    parseBrandColor,
  );
  const cookieSite = setting("COOKIE_SITE", "lax or none", oneOf(COOKIE_SITES)) ?? "lax";
  const trustedProxies =
    setting(
      "TRUSTED_PROXIES",
      "IP addresses or CIDR ranges separated by commas, such as 10.0.0.0/8",
      (value) => listOf(value, parseNetwork),
    ) ?? [];
  const clientCertificateHeader = setting(
    "CLIENT_CERTIFICATE_HEADER",
    `one of ${clientCertificateHeaders.join(", ")}`,
    (value) => clientCertificateHeaders.find((name) => name.toLowerCase() === value.toLowerCase()),
  );
  const metricsToken = setting("METRICS_TOKEN", "at least 16 characters long", (value) =>
    value.length >= 16 ? value : undefined,
  );
  const sandbox = setting("SANDBOX", "true or false", parseBoolean) ?? environment !== "production";
  const plainDatabase = setting("DATABASE_WITHOUT_TLS", "true or false", parseBoolean) ?? false;
  const plainRedis = setting("REDIS_WITHOUT_TLS", "true or false", parseBoolean) ?? false;
  const plainSmtp = setting("SMTP_WITHOUT_TLS", "true or false", parseBoolean) ?? false;
  const count = (name: string, least: number, usual: number): number =>
    setting(name, `a whole number from ${least} to 1000000000`, (value) =>
      /^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= 1e9 ? Number(value) : undefined,
    ) ?? usual;
  const queryExecution = setting("QUERY_EXECUTION", "compiled or plain", oneOf(EXECUTIONS)) ?? "compiled";
  const lockTimeout = count("LOCK_TIMEOUT", 100, 4_000);
  const statementTimeout = count("STATEMENT_TIMEOUT", 100, 10_000);
  const workPerAddress = count("WORK_PER_ADDRESS", LEAST_WORK, 60_000);
  const workPerDeveloper = count("WORK_PER_DEVELOPER", LEAST_WORK, 120_000);
  const sockets = {
    socketsPerAddress: count("SOCKETS_PER_ADDRESS", 1, 50),
    socketsPerDeveloper: count("SOCKETS_PER_DEVELOPER", 1, 20),
    subscriptionsPerDeveloper: count("SUBSCRIPTIONS_PER_DEVELOPER", 1, 100),
  };
  const quotas = {
    applicationsOfPartner: count("APPLICATIONS_PER_PARTNER", 1, usualQuotas.applicationsOfPartner),
    tokensOfDeveloper: count("ACCESS_TOKENS_PER_DEVELOPER", 1, usualQuotas.tokensOfDeveloper),
    tokensOfPartner: count("ACCESS_TOKENS_PER_PARTNER", 1, usualQuotas.tokensOfPartner),
    openInvitationsOfPartner: count("OPEN_INVITATIONS_PER_PARTNER", 1, usualQuotas.openInvitationsOfPartner),
  };
  const redisUrl = setting(
    "REDIS_URL",
    "a Redis URL such as redis://user:password@host:6379/0",
    urlOf("redis:", "rediss:"),
  );
  const verifyingProcesses = count("VERIFYING_PROCESSES", 1, 1);
  const sampleData = setting("SAMPLE_DATA", "true or false", parseBoolean);
  const logLevel = setting("LOG_LEVEL", `one of ${LOG_LEVELS.join(", ")}`, oneOf(LOG_LEVELS)) ?? "info";

  problems.push(
    ...conflicts(read, {
      environment,
      publicUrl,
      portalUrl,
      corsOrigins,
      databaseUrl,
      smtpUrl,
      cookieSite,
      sampleData,
      plainDatabase,
      plainSmtp,
      redisUrl,
      plainRedis,
      isForGatewaysAlone,
    }),
  );
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    environment,
    port,
    host,
    workerPort,
    publicUrl: publicUrl ?? defaultPublicUrl(port),
    publicUrlIsSet: publicUrl !== undefined,
    portalUrl,
    brand: {
      name: brandName ?? usualBrand.name,
      logoUrl: brandLogo,
      color: brandColor ?? usualBrand.color,
    },
    databaseUrl,
    queryExecution,
    lockTimeout,
    statementTimeout,
    dataDir: resolve(read("DATA_DIR") ?? ".portico"),
    smtpUrl,
    mailFrom,
    metricsToken,
    sandbox,
    operatorEmails,
    domainRules,
    secretKeys,
    authSecret,
    oidc:
      issuer && audience
        ? { issuer, audience, verifiedClaim: read("OIDC_VERIFIED_CLAIM"), scope: read("OIDC_SCOPE") }
        : undefined,
    corsOrigins,
    cookieSite,
    trustedProxies,
    clientCertificateHeader,
    workPerAddress,
    workPerDeveloper,
    sockets,
    secretScanningKeysUrl,
    quotas,
    redisUrl,
    verifyingProcesses,
    sampleData: sampleData ?? read("DATABASE_URL") === undefined,
    logLevel,
  };
}

/** The same settings for a server that listens on `port`; a public URL that was set stays as it is. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, publicUrl: config.publicUrlIsSet ? config.publicUrl : defaultPublicUrl(port) };
}

const defaultPublicUrl = (port: number) => `http://localhost:${port}`;
