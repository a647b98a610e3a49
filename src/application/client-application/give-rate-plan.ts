import { Problems } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";
import { reviewerOf } from "./reviewer.js";

export interface GiveRatePlan {
  readonly clientApplicationId: Id<"app">;
  readonly apiProductId: Id<"prd">;
  /** Null for the product's default again. */
  readonly ratePlanId: Id<"rpl"> | null;
}

/** R35: operators only, and none of the company itself. */
export function giveRatePlan({
  unitOfWork,
  clock,
}: CommandPorts): Command<GiveRatePlan, { clientApplicationId: Id<"app"> }> {
  return (actor, { clientApplicationId, apiProductId, ratePlanId }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { applications, catalogue } = transaction;
      const operator = operatorOf(actor);
      // Until the transaction ends, the plan stays.
      const { products } = (await catalogue.lock()).state;
      const locked = await applications.lock(clientApplicationId);
      const product = products.find(({ id }) => id === apiProductId);
      const plan = product?.ratePlans.find(({ id }) => id === ratePlanId);
      const problems = new Problems();
      const application = problems.check(() => found(locked, "client application", ["clientApplicationId"]));
      const reviewer =
        application &&
        (await problems.wait(() => reviewerOf(operator, transaction, application, ["clientApplicationId"])));
      problems.check(() => found(product ?? null, "API product", ["apiProductId"]));
      if (ratePlanId) problems.check(() => found(plan ?? null, "rate plan", ["ratePlanId"]));
      problems.throwIfAny();
      if (reviewer) application?.giveRatePlan(reviewer, apiProductId, ratePlanId, clock.now());
      return { clientApplicationId };
    });
}
