import type { Id } from "../../domain/id.js";
import { memberMailsCountSince } from "../../domain/partner/invitation.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R7. */
export function resendInvitation({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ invitationId: Id<"inv"> }, { invitationId: Id<"inv"> }> {
  return (actor, { invitationId }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, (id, concerning) =>
        partners.lock(id, concerning, { id: invitationId }),
      );
      const now = clock.now();
      const mails = await partners.countInvitationMails(
        partner.id,
        member.developerId,
        memberMailsCountSince(now),
      );
      partner.resendInvitation(member, invitationId, mails, now);
      return { invitationId };
    });
}
