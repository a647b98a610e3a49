import { applyCatalogue } from "../application/catalogue/apply-catalogue.js";
import { grantOperator } from "../application/developer/grant-operator.js";
import { removeFactors } from "../application/developer/remove-factors.js";
import { revokeOperator } from "../application/developer/revoke-operator.js";
import { createGatewayTokenAtConsole } from "../application/gateway/create-gateway-token.js";
import { revokeGatewayTokenAtConsole } from "../application/gateway/revoke-gateway-token.js";
import { createGivenUpJobs } from "../infrastructure/jobs/given-up-jobs.js";
import { listOperators } from "../infrastructure/persistence/operators.js";
import { type ResealProgress, reseal } from "../infrastructure/secrets/reseal.js";
import type { Services } from "./services.js";

/** What can be done at the console of the platform's own machines, by whoever may run commands there. */
export function createConsoleCommands(services: Services) {
  return {
    grantOperator: grantOperator(services),
    revokeOperator: revokeOperator(services),
    removeFactors: removeFactors(services),
    listOperators: () => listOperators(services.orm),
    givenUpJobs: createGivenUpJobs(services.pool),
    applyCatalogue: applyCatalogue(services),
    createGatewayToken: createGatewayTokenAtConsole(services),
    revokeGatewayToken: revokeGatewayTokenAtConsole(services),
    resealSecrets: (onProgress: (progress: ResealProgress) => void) =>
      reseal({ ...services, now: services.clock.now(), onProgress }),
  };
}
