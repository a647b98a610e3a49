import { fileURLToPath } from "node:url";
import { mappingDifferences } from "../composition-root/index.js";
import { migrationProblems } from "./migration-checksums.js";

/** Fails when a landed migration was edited, or when a database made by all of them is not what the mapping expects. */
const problems = await migrationProblems(fileURLToPath(new URL("../../migrations", import.meta.url)));
if (problems.length > 0) {
  console.error(problems.map((each) => `migrations: ${each}`).join("\n"));
  process.exitCode = 1;
}

const differences = await mappingDifferences();
if (differences.length > 0) {
  console.error(`The migrations and the mapping differ; a migration is missing:\n${differences.join("\n")}`);
  process.exitCode = 1;
}
