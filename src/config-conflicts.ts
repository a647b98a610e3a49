import { isPlain, isPlainDatabase } from "./plain-connections.js";

type Read = (name: string) => string | undefined;

interface Settings {
  readonly environment: "development" | "test" | "production";
  readonly publicUrl?: string;
  readonly portalUrl?: string;
  readonly corsOrigins: readonly string[];
  readonly databaseUrl?: string;
  readonly smtpUrl?: string;
  readonly cookieSite: "lax" | "none";
  readonly sampleData?: boolean;
  readonly plainDatabase: boolean;
  readonly plainSmtp: boolean;
  readonly redisUrl?: string;
  readonly plainRedis: boolean;
  /** Neither people nor mails: only gateways that ask about keys. */
  readonly isForGatewaysAlone: boolean;
}

/** What is wrong with settings of which each is right by itself: a sentence each. */
export function conflicts(read: Read, settings: Settings): string[] {
  const { environment, publicUrl, databaseUrl, smtpUrl, redisUrl, cookieSite } = settings;
  const { plainDatabase, plainSmtp, plainRedis } = settings;
  const problems: string[] = [];
  if (Boolean(read("OIDC_ISSUER")) !== Boolean(read("OIDC_AUDIENCE"))) {
    problems.push("OIDC_ISSUER and OIDC_AUDIENCE must be set together or not at all.");
  }
  if (read("CLIENT_CERTIFICATE_HEADER") && !read("TRUSTED_PROXIES")) {
    problems.push("CLIENT_CERTIFICATE_HEADER needs TRUSTED_PROXIES: anybody could write the header.");
  }
  if (cookieSite === "none" && !publicUrl?.startsWith("https:")) {
    problems.push("COOKIE_SITE=none needs an https PUBLIC_URL: browsers keep no such cookie without it.");
  }
  if (settings.portalUrl && !mayCall(settings.portalUrl, settings)) {
    problems.push(
      "PORTAL_URL must be at PUBLIC_URL or at one of CORS_ORIGINS: its pages call the API with the session's cookie.",
    );
  }
  if (settings.sampleData && read("DATABASE_URL") !== undefined) {
    problems.push(
      "SAMPLE_DATA can be true only with the embedded database, so not together with DATABASE_URL.",
    );
  }
  if (environment === "production") {
    problems.push(...missingInProduction(read, settings));
    if (publicUrl && isPlain(publicUrl, "http:")) {
      problems.push("PUBLIC_URL must be https in production: sessions would travel in clear.");
    }
    if (databaseUrl && isPlainDatabase(databaseUrl) && !plainDatabase) {
      problems.push(
        "DATABASE_URL must have ?sslmode=verify-full in production: what is kept would travel in clear. DATABASE_WITHOUT_TLS=true allows it.",
      );
    }
    if (smtpUrl && isPlain(smtpUrl, "smtp:") && !plainSmtp) {
      problems.push(
        "SMTP_URL must be smtps://, or have ?requireTLS=true, in production: links in mails would travel in clear. SMTP_WITHOUT_TLS=true allows it.",
      );
    }
    if (redisUrl && isPlain(redisUrl, "redis:") && !plainRedis) {
      problems.push(
        "REDIS_URL must be rediss:// in production: its password would travel in clear. REDIS_WITHOUT_TLS=true allows it.",
      );
    }
  }
  return problems;
}

function mayCall(portalUrl: string, { publicUrl, corsOrigins }: Settings): boolean {
  const { origin } = new URL(portalUrl);
  return origin === publicUrl || corsOrigins.includes(origin);
}

function missingInProduction(read: Read, { isForGatewaysAlone }: Settings): string[] {
  const always = {
    DATABASE_URL: "the embedded database is for trying Portico out",
    SECRET_KEYS: "credentials sealed with a key that is lost cannot be opened again",
  };
  const forPeople = {
    PUBLIC_URL: "links in mails and cookies are made from it",
    SMTP_URL: "the mailbox at /dev/mailbox is for trying Portico out",
    MAIL_FROM: "mails are sent from this address",
    AUTH_SECRET: "every process must sign sessions with the same secret",
  };
  return Object.entries<string>(isForGatewaysAlone ? always : { ...always, ...forPeople })
    .filter(([name]) => read(name) === undefined)
    .map(([name, reason]) => `${name} must be set when NODE_ENV is production: ${reason}.`);
}
