import { found } from "../found.js";
import type { Clock } from "../ports/clock.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import type { Commands } from "./commands.js";

export function acceptTerms({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): Commands["acceptTerms"] {
  return (actor, { version }) =>
    unitOfWork.run(actor, async ({ developers, catalogue }) => {
      const developer = found(await developers.find(actor.developerId), "developer");
      developer.acceptTerms(version, await catalogue.currentTerms(), clock.now());
      return { developerId: developer.id };
    });
}
