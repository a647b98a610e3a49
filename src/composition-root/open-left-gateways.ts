import { createLeftGateways } from "../infrastructure/gateway/left-gateways.js";
import { createToldKeys } from "../infrastructure/gateway/told-keys.js";
import type { Services } from "./services.js";

/** The gateways that environments were taken away from. */
export function openLeftGateways({ orm, pool, vault, clock, logger }: Services) {
  return createLeftGateways({ pool, vault, toldKeys: createToldKeys(orm, vault), clock, logger });
}
