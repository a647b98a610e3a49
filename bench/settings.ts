import { randomBytes } from "node:crypto";
import { generateKeyring } from "../src/infrastructure/secrets/keyring.js";

/** What every server of a run is started with. */
export interface Settings {
  readonly databaseUrl: string;
  readonly secretKeys: string;
  readonly authSecret: string;
}

export const operatorEmail = "dev0@company1.example";

export function settingsFor(databaseUrl: string): Settings {
  return { databaseUrl, secretKeys: generateKeyring(), authSecret: randomBytes(32).toString("base64url") };
}

/** Sign-in, authorization, limits, logging and metrics are on, as in production; the budgets are wide, since few callers ask for much. */
export function environmentOf(settings: Settings, port: number): NodeJS.ProcessEnv {
  return {
    // biome-ignore lint/style/noProcessEnv: what programs are started with
    ...process.env,
    NODE_ENV: "production",
    DATABASE_URL: settings.databaseUrl,
    SECRET_KEYS: settings.secretKeys,
    AUTH_SECRET: settings.authSecret,
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "Portico <no-reply@portico.example>",
    OPERATOR_EMAILS: operatorEmail,
    TRUSTED_PROXIES: "127.0.0.1",
    WORK_PER_ADDRESS: "100000000",
    WORK_PER_DEVELOPER: "100000000",
  };
}
