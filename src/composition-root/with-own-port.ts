import { type Config, withPort } from "../config.js";
import { freePort } from "../infrastructure/free-port.js";

/** The settings with a port that can be named: a free one where any would do (PORT=0). */
export async function withOwnPort(config: Config): Promise<Config> {
  return config.port === 0 ? withPort(config, await freePort(config.host)) : config;
}
