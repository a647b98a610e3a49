import type { RatePlan } from "../../domain/catalogue/rate-plan.js";
import { madeOnce } from "./made-once.js";

/**
 * SQL: which rate plan of a product applies, as JSON; null for none (R35). `product`: an expression for its id; `application`:
 * the name of a row of `client_application`.
 */
export function ratePlanOf(product: string, application: string): string {
  const isGiven = `${application}.rate_plans @> jsonb_build_array(jsonb_build_object('ratePlanId', plan -> 'id'))`;
  return `(select plan::text
            from api_product cross join jsonb_array_elements(api_product.rate_plans) as plan
           where api_product.id = ${product} and (plan -> 'isDefault' = 'true' or ${isGiven})
           order by ${isGiven} desc
           limit 1)`;
}

/** Each made once: a million keys hold the same one. */
export const createRatePlans = () => madeOnce((written): RatePlan => JSON.parse(written));
