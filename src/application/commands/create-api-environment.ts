import { operatorOf } from "../../domain/operator.js";
import type { CommandPorts, Commands } from "./commands.js";

/** Operators only. */
export function createApiEnvironment({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Commands["createApiEnvironment"] {
  return (actor, { slug, ...details }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const apiEnvironmentId = ids.next("env");
      (await catalogue.open()).createEnvironment(operator, slug, details, apiEnvironmentId, clock.now());
      return { apiEnvironmentId };
    });
}
