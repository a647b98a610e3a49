import { readFile, writeFile } from "node:fs/promises";
import { errorCatalogue } from "../composition-root/index.js";

/** `print-error-catalogue FILE` writes the table of error codes between its marks; `--check FILE` fails when it differs. */
const [flag, file = flag] = process.argv.slice(2);
if (!file) throw new Error("Usage: print-error-catalogue [--check] FILE");
const rows = Object.entries(errorCatalogue).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
const table = ["| code | meaning |", "|---|---|", ...rows].join("\n");
const marks = /(<!-- errors:begin -->\n)[\s\S]*?(<!-- errors:end -->)/;
const before = await readFile(file, "utf8");
const after = before.replace(marks, (_, begin, end) => `${begin}${table}\n${end}`);
if (flag !== "--check") await writeFile(file, after);
else if (before !== after) {
  console.error(`The error catalogue in ${file} does not match the code. Run: npm run schema:print`);
  process.exitCode = 1;
}
