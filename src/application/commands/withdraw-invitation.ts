import type { CommandPorts, Commands } from "./commands.js";
import { signedInMember } from "./signed-in-member.js";

/** R7. */
export function withdrawInvitation({ unitOfWork, clock }: CommandPorts): Commands["withdrawInvitation"] {
  return (actor, { invitationId }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, (id, concerning) =>
        partners.find(id, concerning, { id: invitationId }),
      );
      partner.withdrawInvitation(member, invitationId, clock.now());
      return { invitationId };
    });
}
