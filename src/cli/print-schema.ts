import { readFile, writeFile } from "node:fs/promises";
import { printedSchema } from "../composition-root/index.js";

/** `print-schema FILE` writes the schema; `print-schema --check FILE` fails when the file differs from the code's. */
const [flag, file = flag] = process.argv.slice(2);
if (!file || file === "--check") throw new Error("Usage: print-schema [--check] FILE");
const printed = await printedSchema();
if (flag === "--check") {
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept !== printed) {
    console.error(`${file} does not match the code. Run: npm run schema:print`);
    process.exitCode = 1;
  }
} else {
  await writeFile(file, printed);
}
