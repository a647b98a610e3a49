import type { ProductChanges } from "../../domain/catalogue/api-catalogue.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";

/** Operators only. */
export function updateApiProduct({
  unitOfWork,
}: CommandPorts): Command<ProductChanges & { apiProductId: Id<"prd"> }, { apiProductId: Id<"prd"> }> {
  return (actor, { apiProductId, ...changes }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.lock()).updateProduct(operator, apiProductId, changes);
      return { apiProductId };
    });
}
