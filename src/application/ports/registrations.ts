import type { Terms } from "../../domain/catalogue/terms.js";
import type { CatalogueSelection } from "../../domain/client-application/registration.js";
import type { Developer } from "../../domain/developer/developer.js";
import type { Id } from "../../domain/id.js";
import type { Partner } from "../../domain/partner/partner.js";

/** Who registers an application, and for which partner, if they are of one. */
export interface Registrant {
  readonly developerId: Id<"dev">;
  readonly partnerId: Id<"prt"> | null;
}

/** What of the catalogue is chosen. */
export interface Chosen {
  readonly productIds: readonly Id<"prd">[];
  readonly environmentIds: readonly Id<"env">[];
}

/** What decides whether they may (R10 to R17). */
export interface Prospect {
  /** The partner's applications so far. */
  readonly existing: number;
  readonly developer: Developer | null;
  /** It knows the registrant, if they are a member, and every ADMIN. */
  readonly partner: Partner | null;
  readonly terms: Terms | null;
  /** What there is of it. */
  readonly selection: CatalogueSelection;
}

export interface Registrations {
  /**
   * Asked first in its transaction. Until that ends nobody else registers an application for the partner, the members whom it
   * knows remain members, and what is asked for by the environments' policies is there when these change (R17).
   */
  prospect(registrant: Registrant, chosen: Chosen): Promise<Prospect>;
}
