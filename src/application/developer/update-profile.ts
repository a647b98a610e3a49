import type { ProfileChanges } from "../../domain/developer/profile.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { found } from "../found.js";

/** A telephone number without a country code is one of the company's country. */
export function updateProfile({
  unitOfWork,
  readPhoneNumber,
}: CommandPorts): Command<ProfileChanges, { developerId: Id<"dev"> }> {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ developers, partners }) => {
      const developer = found(await developers.lock(actor.developerId), "developer");
      const partner = changes.phone && actor.partnerId ? await partners.read(actor.partnerId, []) : null;
      const country = partner?.state.details.country ?? null;
      developer.updateProfile(changes, (text) => readPhoneNumber(text, country));
      return { developerId: developer.id };
    });
}
