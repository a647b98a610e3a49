import { operatorOf } from "../../domain/operator.js";
import type { CommandPorts, Commands } from "./commands.js";

/** Operators only. */
export function updateApiProduct({ unitOfWork }: CommandPorts): Commands["updateApiProduct"] {
  return (actor, { apiProductId, ...changes }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.open()).updateProduct(operator, apiProductId, changes);
      return { apiProductId };
    });
}
