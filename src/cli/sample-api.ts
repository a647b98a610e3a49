import { type Config, openOnRunning, startSampleApi, stopsAll } from "../composition-root/index.js";
import { untilStopped } from "./until-stopped.js";

const usualPort = 4010;

/** `portico sample-api [<environment>] [--port <number>]` */
export async function sampleApi(config: Config, args: readonly string[]): Promise<void> {
  const [environment = "development"] = args.filter((each) => /^[a-z]/.test(each));
  const port = args.includes("--port") ? Number(args.at(-1)) : usualPort;
  await untilStopped(() =>
    stopsAll(async (opened) => {
      const services = await openOnRunning(config, "sample-api");
      opened.push(services.close);
      const api = await startSampleApi(services, { environment, port });
      opened.push(api.stop);
      const url = `http://localhost:${api.port}`;
      console.log(
        `The sample bank's API takes keys of ${environment} at ${url}/accounts and ${url}/transfers.`,
      );
      console.log(`Call it: curl -H 'API-Key: ptc_key_${environment}_…' ${url}/accounts`);
    }),
  );
}
