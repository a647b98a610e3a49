import { operatorOf } from "../../domain/operator.js";
import type { CommandPorts, Commands } from "./commands.js";

/** Operators only. */
export function publishTerms({ unitOfWork, clock }: CommandPorts): Commands["publishTerms"] {
  return (actor, terms) =>
    unitOfWork.run(actor, async ({ catalogue }) => {
      const operator = operatorOf(actor);
      (await catalogue.open()).publishTerms(operator, terms, clock.now());
      return { version: terms.version };
    });
}
