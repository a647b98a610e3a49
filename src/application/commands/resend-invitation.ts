import type { CommandPorts, Commands } from "./commands.js";
import { hourBefore } from "./hour-before.js";
import { signedInMember } from "./signed-in-member.js";

/** R7. */
export function resendInvitation({ unitOfWork, clock }: CommandPorts): Commands["resendInvitation"] {
  return (actor, { invitationId }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, (id, concerning) =>
        partners.find(id, concerning, { id: invitationId }),
      );
      const now = clock.now();
      const mails = await partners.countInvitationMails(partner.id, member.developerId, hourBefore(now));
      partner.resendInvitation(member, invitationId, mails, now);
      return { invitationId };
    });
}
