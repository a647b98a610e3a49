import type { ProductDetails } from "../../domain/catalogue/api-product.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";
import { type NewRatePlan, newRatePlans } from "./new-rate-plans.js";

interface Creation extends Omit<ProductDetails, "ratePlans"> {
  readonly slug: string;
  readonly ratePlans: readonly NewRatePlan[];
}

/** Operators only. */
export function createApiProduct({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<Creation, { apiProductId: Id<"prd"> }> {
  return (actor, { slug, ratePlans: plans, ...rest }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const apiProductId = ids.next("prd");
      const details = { ...rest, ratePlans: newRatePlans(plans, ids) };
      (await catalogue.lock()).createProduct(operator, slug, details, { id: apiProductId, now: clock.now() });
      return { apiProductId };
    });
}
