/** All of the program that its command line, and whoever runs it in a process of their own, may use. */
export { type Config, ConfigError, parseConfig } from "../config.js";
export { errorCatalogue } from "../domain/error-catalogue.js";
export { normalizedEmail } from "../domain/partner/email-domain.js";
export { printedSchema } from "../graphql/printed-schema.js";
export { readCatalogueFile } from "../infrastructure/catalogue-file.js";
export { createConsoleCommands } from "./console-commands.js";
export { mappingDifferences } from "./mapping-differences.js";
export { openOnRunning, openOnServer } from "./open-process.js";
export { openServices, type Services, withSecrets } from "./services.js";
export { startEverything } from "./start-everything.js";
export { startWebProcess } from "./web-process.js";
export { withOwnPort } from "./with-own-port.js";
export { startWorkerProcess } from "./worker-process.js";
