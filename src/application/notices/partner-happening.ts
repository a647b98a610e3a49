import type { Id } from "../../domain/id.js";

/** What operators have done about a company (R37). */
export type PartnerHappening =
  | { readonly what: "SUSPENDED" }
  | { readonly what: "RESUMED" }
  | { readonly what: "ADMIN_APPOINTED"; readonly developerId: Id<"dev"> };
