import { randomBytes } from "node:crypto";
import type { Config } from "../config.js";
import {
  type ConfigWithKeyring,
  type ConfigWithSecrets,
  resolveKeyring,
  resolveSecrets,
} from "../infrastructure/local-secrets.js";
import { generateKeyring } from "../infrastructure/secrets/keyring.js";

/** The settings with every secret there: given, or made under DATA_DIR at the first start. */
export function withSecrets(config: Config): Promise<ConfigWithSecrets> {
  const authSecret = () => randomBytes(32).toString("base64url");
  return resolveSecrets(config, { secretKeys: generateKeyring, authSecret });
}

/** The same with the keyring alone. */
export function withKeyring(config: Config): Promise<ConfigWithKeyring> {
  return resolveKeyring(config, generateKeyring);
}
