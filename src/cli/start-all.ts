import { type Config, startEverything } from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

/** `portico start`: API, worker and, without DATABASE_URL, the database in one process. */
export async function startAll(config: Config): Promise<void> {
  await untilStopped(async () => {
    const started = await startEverything(config);
    console.log(started.text);
    return started.stop;
  });
  console.log("Portico has stopped.");
}
