import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { buildSchema, findBreakingChanges, type GraphQLSchema } from "graphql";

/**
 * Fails when `schema.graphql` breaks clients of the last landed one: what goes must have been `@deprecated` there.
 * The last landed one is that of `origin/main`; where there is none, that of the commit before the last one that
 * touched the file.
 */
const file = "schema.graphql";
/** Breaks that are meant, a line each, as this check says them; possible only while the contract has no clients. */
const allowed = readFileSync("docs/contract-breaks.txt", "utf8").split("\n");
const landed = git("show", `origin/main:${file}`) ?? git("show", `${lastChange() ?? "HEAD"}~1:${file}`);
if (landed) {
  const before = buildSchema(landed);
  const broken = findBreakingChanges(before, buildSchema(readFileSync(file, "utf8")))
    .map(({ description }) => description)
    .filter((description) => !wasDeprecated(before, description) && !allowed.includes(description));
  if (broken.length > 0) {
    console.error(
      `${file} breaks clients of the version that landed last:\n${broken.map((each) => `- ${each}`).join("\n")}`,
    );
    process.exitCode = 1;
  }
}

function lastChange(): string | undefined {
  return git("log", "-n", "1", "--format=%H", "--", file)?.trim() || undefined;
}

function git(...args: string[]): string | undefined {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}

/** Descriptions name the field first: `ClientApplication.siteUrl was removed.` */
function wasDeprecated(schema: GraphQLSchema, description: string): boolean {
  const [, typeName = "", fieldName = ""] = /^(\w+)\.(\w+) was removed/.exec(description) ?? [];
  const type = schema.getType(typeName);
  return Boolean(type && "getFields" in type && type.getFields()[fieldName]?.deprecationReason);
}
