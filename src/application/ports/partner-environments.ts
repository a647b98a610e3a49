import type { Id } from "../../domain/id.js";

/** Where the applications of a partner are. */
export interface PartnerEnvironments {
  ofPartner(
    partnerId: Id<"prt">,
  ): Promise<readonly { readonly applicationId: Id<"app">; readonly environmentId: Id<"env"> }[]>;
}
