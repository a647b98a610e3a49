import { operatorOf } from "../../domain/operator.js";
import type { Command, CommandPorts } from "../command.js";

/** Operators only. */
export function publishTerms({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ version: string; url: string | null }, { version: string }> {
  return (actor, terms) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.lock()).publishTerms(operator, terms, clock.now());
      return { version: terms.version };
    });
}
