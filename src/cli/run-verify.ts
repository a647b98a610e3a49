import {
  type Config,
  ConfigError,
  startVerifyProcess,
  withKeyring,
  withOwnPort,
} from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

/** `portico verify` */
export async function runVerify(given: Config): Promise<void> {
  const { databaseUrl, ...config } = await withKeyring(await withOwnPort(given));
  if (!databaseUrl) {
    throw new ConfigError([
      "DATABASE_URL must be set for `portico verify`; `portico start` verifies keys by itself.",
    ]);
  }
  await untilStopped(async () => {
    const { port, stop } = await startVerifyProcess({ ...config, databaseUrl });
    console.log(`Portico verifies keys, listening on ${config.host}:${port}.`);
    return stop;
  });
}
