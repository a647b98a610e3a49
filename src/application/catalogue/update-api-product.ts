import type { ProductChanges } from "../../domain/catalogue/api-catalogue.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";
import { type NewRatePlan, newRatePlans } from "./new-rate-plans.js";

export interface UpdateProduct extends Omit<ProductChanges, "ratePlans"> {
  readonly apiProductId: Id<"prd">;
  readonly ratePlans?: readonly NewRatePlan[] | undefined;
}

/** Operators only. */
export function updateApiProduct({
  unitOfWork,
  ids,
}: CommandPorts): Command<UpdateProduct, { apiProductId: Id<"prd"> }> {
  return (actor, { apiProductId, ratePlans: plans, ...changes }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const opened = await catalogue.lock();
      const ratePlans = plans && newRatePlans(plans, ids);
      const given = plans && (await catalogue.givenRatePlanIds());
      opened.updateProduct(operator, apiProductId, { ...changes, ratePlans }, given);
      return { apiProductId };
    });
}
