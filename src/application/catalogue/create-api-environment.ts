import type { EnvironmentDetails } from "../../domain/catalogue/api-environment.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";

/** Operators only. */
export function createApiEnvironment({
  unitOfWork,
  clock,
  ids,
}: CommandPorts): Command<EnvironmentDetails & { slug: string }, { apiEnvironmentId: Id<"env"> }> {
  return (actor, { slug, ...details }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      const apiEnvironmentId = ids.next("env");
      (await catalogue.lock()).createEnvironment(operator, slug, details, {
        id: apiEnvironmentId,
        now: clock.now(),
      });
      return { apiEnvironmentId };
    });
}
