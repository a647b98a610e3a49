import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Config, ConfigError } from "../config.js";
import { createFileOnce } from "./create-file-once.js";
import { makeDataFolder } from "./data-folder.js";

/** Makes new secrets for a first start. */
export interface SecretMakers {
  /** A new keyring in the form of SECRET_KEYS. */
  secretKeys(): string;
  /** A new AUTH_SECRET of at least 32 characters. */
  authSecret(): string;
}

export type ConfigWithKeyring = Config & Required<Pick<Config, "secretKeys">>;
export type ConfigWithSecrets = ConfigWithKeyring & Required<Pick<Config, "authSecret">>;

/**
 * The settings with SECRET_KEYS and AUTH_SECRET filled in: those of the environment, else those kept under
 * DATA_DIR (mode 0600), which are made at the first start.
 *
 * @throws {ConfigError} when one is absent in production.
 */
export async function resolveSecrets(config: Config, make: SecretMakers): Promise<ConfigWithSecrets> {
  refuseMissing(config, { SECRET_KEYS: config.secretKeys, AUTH_SECRET: config.authSecret });
  const kept = (name: string, generate: () => string) => keptSecret(config.dataDir, name, generate);
  return {
    ...config,
    secretKeys: config.secretKeys ?? (await kept("secret-keys", () => make.secretKeys())),
    authSecret: config.authSecret ?? (await kept("auth-secret", () => make.authSecret())),
  };
}

/**
 * The settings with SECRET_KEYS filled in, for what has no sessions.
 *
 * @throws {ConfigError} when it is absent in production.
 */
export async function resolveKeyring(config: Config, make: () => string): Promise<ConfigWithKeyring> {
  refuseMissing(config, { SECRET_KEYS: config.secretKeys });
  return {
    ...config,
    secretKeys: config.secretKeys ?? (await keptSecret(config.dataDir, "secret-keys", make)),
  };
}

function refuseMissing({ environment }: Config, secrets: Readonly<Record<string, string | undefined>>): void {
  if (environment !== "production") return;
  const missing = Object.keys(secrets).filter((name) => !secrets[name]);
  if (missing.length === 0) return;
  throw new ConfigError(missing.map((name) => `${name} must be set when NODE_ENV is production.`));
}

/**
 * The secret kept in `dataDir/name`, readable by its owner only; made by `generate` when there is none. Of two
 * processes that make one at the same moment, both get the same.
 */
export async function keptSecret(dataDir: string, name: string, generate: () => string): Promise<string> {
  const file = join(dataDir, name);
  if (!existsSync(file)) {
    await makeDataFolder(dataDir);
    await createFileOnce(file, `${generate()}\n`);
  }
  return (await readFile(file, "utf8")).trim();
}
