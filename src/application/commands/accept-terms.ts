import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";

export function acceptTerms({ unitOfWork, clock }: CommandPorts): Commands["acceptTerms"] {
  return (actor, { version }) =>
    unitOfWork.run(actor, async ({ developers, catalogue }) => {
      const developer = found(await developers.find(actor.developerId), "developer");
      developer.acceptTerms(version, await catalogue.currentTerms(), clock.now());
      return { developerId: developer.id };
    });
}
