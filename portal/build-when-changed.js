/** Builds these pages, unless they were built from the same sources before: a second start does not build again. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const mark = join(folder, "dist", "built-from");
const sources = [
  ...["package.json", "index.html", "vite.config.ts", "compress.js", "../package-lock.json"],
  ...["src", "public", "../clients/types"].flatMap(filesIn),
];
const hash = createHash("sha256");
for (const name of sources) hash.update(name).update("\0").update(readFileSync(join(folder, name)));
const from = hash.digest("hex");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== from) {
  run("../node_modules/vite/bin/vite.js", "build", "--logLevel", "warn");
  run("compress.js");
  writeFileSync(mark, from);
}

function filesIn(under) {
  return readdirSync(join(folder, under), { recursive: true })
    .map((name) => join(under, name))
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
