import type { Config } from "../config.js";
import type { OperationToExplain } from "./explain-operation.js";
import type * as ofSampleApi from "./sample-api-process.js";
import type * as ofServices from "./services.js";
import type * as ofVerify from "./verify-process.js";
import type { WorkerSettings } from "./worker-process.js";

/** All of the program that its command line, and whoever runs it in a process of their own, may use. */
export type { FactorsRemoved } from "../application/developer/remove-factors.js";
export { type Config, ConfigError, parseConfig } from "../config.js";
export { errorCatalogue } from "../domain/error-catalogue.js";
export type { ExplainedStatement } from "../infrastructure/persistence/explain.js";
export { stopsAll } from "./close-all.js";
export type { Services } from "./services.js";
export { withOwnPort } from "./with-own-port.js";

// Loaded by whoever needs it: a wrong call is refused at once, and the console's commands load nothing that only serving takes.
export const withKeyring = async (config: Config) => (await import("./with-secrets.js")).withKeyring(config);
export const withSecrets = async (config: Config) => (await import("./with-secrets.js")).withSecrets(config);
export const openServices = async (...args: Parameters<typeof ofServices.openServices>) =>
  (await import("./services.js")).openServices(...args);
export const openOnServer = async (config: Config, command: string) =>
  (await import("./open-process.js")).openOnServer(config, command);
export const openOnRunning = async (config: Config, command: string) =>
  (await import("./open-process.js")).openOnRunning(config, command);
export const createConsoleCommands = async (services: ofServices.Services) =>
  (await import("./console-commands.js")).createConsoleCommands(services);
export const readCatalogueFile = async (path: string) =>
  (await import("../infrastructure/catalogue-file.js")).readCatalogueFile(path);
export const mappingDifferences = async () => (await import("./mapping-differences.js")).mappingDifferences();
export const startEverything = async (config: Config) =>
  (await import("./start-everything.js")).startEverything(config);
export const startWebProcess = async (services: ofServices.Services) =>
  (await import("./web-process.js")).startWebProcess(services);
export const startVerifyProcess = async (...args: Parameters<typeof ofVerify.startVerifyProcess>) =>
  (await import("./verify-process.js")).startVerifyProcess(...args);
export const startSampleApi = async (...args: Parameters<typeof ofSampleApi.startSampleApi>) =>
  (await import("./sample-api-process.js")).startSampleApi(...args);
export const startWorkerProcess = async (services: ofServices.Services, settings: WorkerSettings = {}) =>
  (await import("./worker-process.js")).startWorkerProcess(services, settings);
export const startObservedWorker = async (services: ofServices.Services) =>
  (await import("./observed-worker.js")).startObservedWorker(services);
export const explainOperation = async (config: Config, operation: OperationToExplain) =>
  (await import("./explain-operation.js")).explainOperation(config, operation);
export const printedSchema = async () => (await import("../graphql/printed-schema.js")).printedSchema();
