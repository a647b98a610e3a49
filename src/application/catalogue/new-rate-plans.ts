import type { RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Ids } from "../ports/ids.js";

/** As operators give it. */
export type NewRatePlan = Omit<RatePlan, "id">;

/** With an id each, for those whose name is new to the product. */
export function newRatePlans(plans: readonly NewRatePlan[], ids: Ids): RatePlan[] {
  return plans.map((plan) => ({ ...plan, id: ids.next("rpl") }));
}
