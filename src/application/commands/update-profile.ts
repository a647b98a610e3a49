import { found } from "../found.js";
import type { CommandPorts, Commands } from "./commands.js";

export function updateProfile({ unitOfWork }: CommandPorts): Commands["updateProfile"] {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ developers }) => {
      const developer = found(await developers.find(actor.developerId), "developer");
      developer.updateProfile(changes);
      return { developerId: developer.id };
    });
}
