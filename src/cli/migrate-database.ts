import { type Config, openOnServer } from "../composition-root/index.js";

/** `portico migrate` */
export async function migrateDatabase(config: Config): Promise<void> {
  const services = await openOnServer(config, "migrate");
  try {
    await services.migrate();
    console.log("The database is up to date.");
  } finally {
    await services.close();
  }
}
