import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

export function acceptTerms({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ version: string }, { developerId: Id<"dev"> }> {
  return (actor, { version }) =>
    unitOfWork.run(actor, async ({ developers, catalogue }) => {
      const developer = found(await developers.lock(actor.developerId), "developer");
      developer.acceptTerms(version, await catalogue.currentTerms(), clock.now());
      return { developerId: developer.id };
    });
}
