import { type Config, createConsoleCommands, openOnRunning } from "../composition-root/index.js";

/** `portico jobs [list]`, `portico jobs retry|forget <id>… | all` */
export async function jobs(config: Config, [action = "list", ...named]: readonly string[]): Promise<void> {
  const services = await openOnRunning(config, "jobs");
  try {
    const { givenUpJobs } = await createConsoleCommands(services);
    const givenUp = await givenUpJobs.list();
    if (action === "list") {
      for (const { id, name, key, attempts, lastTriedAt, lastError } of givenUp)
        console.log(
          [id, name, key ?? "", attempts, lastTriedAt.toISOString(), oneLine(lastError)].join("\t"),
        );
      if (givenUp.length === 0) console.error("No job has been given up.");
      return;
    }
    const ids = named.includes("all") ? givenUp.map(({ id }) => id) : named;
    const isRetry = action === "retry";
    const done = await (isRetry ? givenUpJobs.retry(ids) : givenUpJobs.forget(ids));
    for (const id of ids) {
      if (done.includes(id)) console.log(`Job ${id} is ${isRetry ? "tried again" : "forgotten"}.`);
      else console.error(`No job ${id} has been given up.`);
    }
    if (done.length < ids.length) process.exitCode = 1;
  } finally {
    await services.close();
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, " ");
