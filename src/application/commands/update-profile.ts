import { found } from "../found.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import type { Commands } from "./commands.js";

export function updateProfile({ unitOfWork }: { unitOfWork: UnitOfWork }): Commands["updateProfile"] {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ developers }) => {
      const developer = found(await developers.find(actor.developerId), "developer");
      developer.updateProfile(changes);
      return { developerId: developer.id };
    });
}
