import { applyCatalogue } from "../application/catalogue/apply-catalogue.js";
import { createOperators } from "../infrastructure/persistence/operators.js";
import type { Services } from "./services.js";

/** What can be done at the console of the platform's own machines, by whoever may run commands there. */
export function createConsoleCommands(services: Services) {
  return { operators: createOperators(services), applyCatalogue: applyCatalogue(services) };
}
