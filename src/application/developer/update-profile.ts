import type { ProfileChanges } from "../../domain/developer/profile.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

export function updateProfile({
  unitOfWork,
}: CommandPorts): Command<ProfileChanges, { developerId: Id<"dev"> }> {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ developers }) => {
      const developer = found(await developers.lock(actor.developerId), "developer");
      developer.updateProfile(changes);
      return { developerId: developer.id };
    });
}
