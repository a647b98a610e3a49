import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R7. */
export function withdrawInvitation({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ invitationId: Id<"inv"> }, { invitationId: Id<"inv"> }> {
  return (actor, { invitationId }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, (id, concerning) =>
        partners.lock(id, concerning, { id: invitationId }),
      );
      partner.withdrawInvitation(member, invitationId, clock.now());
      return { invitationId };
    });
}
