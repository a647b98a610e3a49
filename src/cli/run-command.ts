import { type Config, parseConfig } from "../composition-root/index.js";
import { catalogue } from "./catalogue.js";
import { failureSentence } from "./failure-sentence.js";
import { gatewayToken } from "./gateway-token.js";
import { jobs } from "./jobs.js";
import { migrateDatabase } from "./migrate-database.js";
import { operator } from "./operator.js";
import { runVerify } from "./run-verify.js";
import { runWeb } from "./run-web.js";
import { runWorker } from "./run-worker.js";
import { sampleApi } from "./sample-api.js";
import { secrets } from "./secrets.js";
import { sql } from "./sql.js";
import { startAll } from "./start-all.js";

type Run = (config: Config, args: readonly string[]) => Promise<void>;

/** Each command, and which words may follow it. */
const commands: Readonly<Record<string, { readonly run: Run; readonly takes: RegExp }>> = {
  start: { run: startAll, takes: /^$/ },
  web: { run: runWeb, takes: /^$/ },
  verify: { run: runVerify, takes: /^$/ },
  worker: { run: runWorker, takes: /^$/ },
  migrate: { run: migrateDatabase, takes: /^$/ },
  operator: { run: operator, takes: /^(list|(grant|revoke|remove-factors) \S+@\S+)$/ },
  jobs: { run: jobs, takes: /^(|list|(retry|forget) (all|\d{1,18}( \d{1,18})*))$/ },
  "gateway-token": { run: gatewayToken, takes: /^(create [a-z0-9-]+ \S.*|revoke gwt_\w+)$/ },
  catalogue: { run: catalogue, takes: /^apply [^-].*?( --dry-run)?$/ },
  "sample-api": { run: sampleApi, takes: /^([a-z0-9]+(-[a-z0-9]+)*)?( ?--port \d{1,5})?$/ },
  secrets: { run: secrets, takes: /^reseal$/ },
  sql: { run: sql, takes: /\S/ },
};

const usage = `Usage: portico <command>

  start     everything in one process, on the embedded database unless DATABASE_URL is set
  web       the API; any number of them against one database
  verify    answers gateways about keys, and nothing else; any number of them against one database
  worker    takes queued work; any number of them against one database
  migrate   brings the database up to date, then ends

On DATABASE_URL, or without it on the database of a running start:

  operator grant <email> | revoke <email> | list
            who is staff of the platform
  operator remove-factors <email>
            lets an operator, or any developer, in who has lost all second factors; ends their sessions and tokens
  jobs [list] | retry <id>... | forget <id>...
            queued work that failed as often as it may; "all" stands for every id
  catalogue apply <file> [--dry-run]
            makes products and environments agree with a YAML or JSON file
  gateway-token create <environment> <name> | revoke <id>
            by which a gateway asks about keys; prints the token, this once
  secrets reseal
            seals everything anew with the newest key of SECRET_KEYS, so that older ones may go
  sample-api [<environment>] [--port <number>]
            a tiny API of the sample bank, to call with a key; port 4010
  sql <operation|file.graphql|example> [--as <email>] [--variables <json>] [--operation <name>]
            every SQL statement that a GraphQL query runs, with its plan; changes nothing

Settings come from the environment; the README lists them.`;

/** Runs one command of the program. What stops it is said in a sentence, with exit status 1 (2 for a wrong call). */
export async function runCommand([name = "", ...rest]: string[]): Promise<void> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command?.takes.test(rest.join(" "))) {
    const isHelp = ["help", "--help", "-h"].includes(name);
    (isHelp ? console.log : console.error)(usage);
    process.exitCode = isHelp ? 0 : 2;
    return;
  }
  try {
    // biome-ignore lint/style/noProcessEnv: the one place that reads the settings
    await command.run(parseConfig(process.env, { isForGatewaysAlone: name === "verify" }), rest);
  } catch (error) {
    process.exitCode = 1;
    console.error(failureSentence(error));
  }
}
