/** Starts the embedded database in the folder of its first argument, sends its URL, and keeps it until it ends. */
import { startEmbeddedDatabase } from "../../src/infrastructure/embedded-database/embedded-database.js";

const { url } = await startEmbeddedDatabase(process.argv[2] ?? "", { durable: false });
process.send?.(url);
process.on("message", () => process.exit());
