import type { ProductDetails } from "../../domain/catalogue/api-product.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";

/** Operators only. */
export function createApiProduct({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<ProductDetails & { slug: string }, { apiProductId: Id<"prd"> }> {
  return (actor, { slug, ...details }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const apiProductId = ids.next("prd");
      (await catalogue.lock()).createProduct(operator, slug, details, { id: apiProductId, now: clock.now() });
      return { apiProductId };
    });
}
