import {
  type Config,
  createConsoleCommands,
  openOnRunning,
  readCatalogueFile,
} from "../composition-root/index.js";

/** `portico catalogue apply <file> [--dry-run]` */
export async function catalogue(config: Config, [, path = "", ...flags]: readonly string[]): Promise<void> {
  const file = await readCatalogueFile(path);
  const services = await openOnRunning(config, "catalogue");
  try {
    const isDryRun = flags.includes("--dry-run");
    const lines = await (await createConsoleCommands(services)).applyCatalogue(file, isDryRun);
    for (const line of lines) console.log(line);
    if (lines.length === 0) console.log("The catalogue already agrees with the file.");
    else
      console.log(
        isDryRun ? "Nothing was changed: this was a dry run." : "The catalogue agrees with the file.",
      );
  } finally {
    await services.close();
  }
}
