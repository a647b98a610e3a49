import type { EnvironmentChanges } from "../../domain/catalogue/api-catalogue.js";
import type { Id } from "../../domain/id.js";
import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";

/** Operators only. */
export function updateApiEnvironment({
  unitOfWork,
}: CommandPorts): Command<
  EnvironmentChanges & { apiEnvironmentId: Id<"env"> },
  { apiEnvironmentId: Id<"env"> }
> {
  return (actor, { apiEnvironmentId, ...changes }) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.lock()).updateEnvironment(operator, apiEnvironmentId, changes);
      return { apiEnvironmentId };
    });
}
