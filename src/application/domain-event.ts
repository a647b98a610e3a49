import type { AccessTokenEvent } from "../domain/access-token/access-token.js";
import type { CatalogueEvent } from "../domain/catalogue/api-catalogue.js";
import type { ClientApplicationEvent } from "../domain/client-application/events.js";
import type { DeveloperEvent } from "../domain/developer/developer.js";
import type { GatewayTokenEvent } from "../domain/gateway/gateway-token.js";
import type { OperatorEvent } from "../domain/operator-role.js";
import type { PartnerEvent } from "../domain/partner/events.js";

/** Everything that an aggregate can have done. */
export type DomainEvent =
  | AccessTokenEvent
  | CatalogueEvent
  | ClientApplicationEvent
  | DeveloperEvent
  | GatewayTokenEvent
  | OperatorEvent
  | PartnerEvent;
