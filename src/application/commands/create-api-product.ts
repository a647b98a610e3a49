import { operatorOf } from "../../domain/operator.js";
import type { CommandPorts, Commands } from "./commands.js";

/** Operators only. */
export function createApiProduct({ unitOfWork, clock, ids }: CommandPorts): Commands["createApiProduct"] {
  return (actor, { slug, ...details }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const apiProductId = ids.next("prd");
      (await catalogue.open()).createProduct(operator, slug, details, apiProductId, clock.now());
      return { apiProductId };
    });
}
