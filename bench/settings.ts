import { randomBytes } from "node:crypto";
import { generateKeyring } from "../src/infrastructure/secrets/keyring.js";

/** What every server of a run is started with. */
export interface Settings {
  readonly databaseUrl: string;
  readonly secretKeys: string;
  readonly authSecret: string;
  /** Where mails go; nobody listens there unless it is said. */
  readonly smtpUrl: string;
  /** What else is in their environment. */
  readonly more?: Readonly<Record<string, string>>;
}

export const operatorEmail = "dev0@company1.example";

export function settingsFor(databaseUrl: string, smtpUrl = "smtp://127.0.0.1:9"): Settings {
  const authSecret = randomBytes(32).toString("base64url");
  return { databaseUrl, secretKeys: generateKeyring(), authSecret, smtpUrl };
}

/** Sign-in, authorization, limits, logging and metrics are on, as in production; the budgets are wide, since few callers ask for much. */
export function environmentOf(settings: Settings, port: number): NodeJS.ProcessEnv {
  return {
    // biome-ignore lint/style/noProcessEnv: what programs are started with
    ...process.env,
    ...settings.more,
    NODE_ENV: "production",
    DATABASE_URL: settings.databaseUrl,
    SECRET_KEYS: settings.secretKeys,
    AUTH_SECRET: settings.authSecret,
    PORT: String(port),
    WORKER_PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    SMTP_URL: settings.smtpUrl,
    MAIL_FROM: "Portico <no-reply@portico.example>",
    OPERATOR_EMAILS: operatorEmail,
    TRUSTED_PROXIES: "127.0.0.1",
    WORK_PER_ADDRESS: "100000000",
    WORK_PER_DEVELOPER: "100000000",
  };
}
