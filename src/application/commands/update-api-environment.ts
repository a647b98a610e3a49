import { operatorOf } from "../../domain/operator.js";
import type { CommandPorts, Commands } from "./commands.js";

/** Operators only. */
export function updateApiEnvironment({ unitOfWork }: CommandPorts): Commands["updateApiEnvironment"] {
  return (actor, { apiEnvironmentId, ...changes }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.open()).updateEnvironment(operator, apiEnvironmentId, changes);
      return { apiEnvironmentId };
    });
}
