import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Config, explainOperation } from "../composition-root/index.js";
import { printedStatements } from "./printed-statements.js";

const examples = fileURLToPath(new URL("../../docs/operations/", import.meta.url));
const ending = ".graphql";

/** `portico sql <operation|file|example> [--as <email>] [--variables <json>] [--operation <name>]` */
export async function sql(config: Config, args: readonly string[]): Promise<void> {
  const text = { type: "string" } as const;
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: text, variables: text, operation: text },
  });
  const [source = "", ...more] = positionals;
  if (!source || more.length > 0)
    throw new Error("Give one operation, in quotes, or name its file or example.");
  const { statements, errors } = await explainOperation(config, {
    query: await operationOf(source),
    operationName: values.operation,
    variables: parsedVariables(values.variables ?? "{}"),
    email: values.as,
  });
  console.log(printedStatements(statements));
  if (!values.as) console.error("The query ran as nobody; name a developer with --as <email>.");
  for (const each of errors) console.error(each);
  if (errors.length > 0) process.exitCode = 1;
}

/** An operation has braces; a file has an ending; all else is the name of an example. */
async function operationOf(source: string): Promise<string> {
  if (source.includes("{")) return source;
  if (source.endsWith(ending)) return readFile(source, "utf8");
  const names = (await readdir(examples))
    .filter((each) => each.endsWith(ending))
    .map((each) => each.slice(0, -ending.length));
  if (names.includes(source)) return readFile(`${examples}${source}${ending}`, "utf8");
  throw new Error(`There is no example ${source}. The examples are: ${names.join(", ")}.`);
}

function parsedVariables(json: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Error(`--variables must be a JSON object: ${(error as Error).message}.`);
  }
  if (typeof parsed === "object" && parsed && !Array.isArray(parsed)) return { ...parsed };
  throw new Error("--variables must be a JSON object.");
}
