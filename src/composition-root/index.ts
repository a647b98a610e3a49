import type { Config } from "../config.js";
import type { OperationToExplain } from "./explain-operation.js";
import type { Services } from "./services.js";
import type { WorkerSettings } from "./worker-process.js";

/** All of the program that its command line, and whoever runs it in a process of their own, may use. */
export type { FactorsRemoved } from "../application/developer/remove-factors.js";
export { type Config, ConfigError, parseConfig } from "../config.js";
export { errorCatalogue } from "../domain/error-catalogue.js";
export { readCatalogueFile } from "../infrastructure/catalogue-file.js";
export type { ExplainedStatement } from "../infrastructure/persistence/explain.js";
export { stopsAll } from "./close-all.js";
export { createConsoleCommands } from "./console-commands.js";
export { mappingDifferences } from "./mapping-differences.js";
export { openOnRunning, openOnServer } from "./open-process.js";
export { openServices, type Services, withSecrets } from "./services.js";
export { withOwnPort } from "./with-own-port.js";

// What serving takes is loaded by whoever serves: the console's commands answer in half the time without it.
export const startEverything = async (config: Config) =>
  (await import("./start-everything.js")).startEverything(config);
export const startWebProcess = async (services: Services) =>
  (await import("./web-process.js")).startWebProcess(services);
export const startWorkerProcess = async (services: Services, settings: WorkerSettings = {}) =>
  (await import("./worker-process.js")).startWorkerProcess(services, settings);
export const startObservedWorker = async (services: Services) =>
  (await import("./observed-worker.js")).startObservedWorker(services);
export const explainOperation = async (config: Config, operation: OperationToExplain) =>
  (await import("./explain-operation.js")).explainOperation(config, operation);
export const printedSchema = async () => (await import("../graphql/printed-schema.js")).printedSchema();
