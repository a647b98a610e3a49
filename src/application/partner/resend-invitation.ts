import type { Id } from "../../domain/id.js";
import { memberMailsCountSince } from "../../domain/partner/invitation.js";
import { assertRoomForInvitation } from "../../domain/quotas.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R7. */
export function resendInvitation({
  unitOfWork,
  clock,
  quotas,
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
      const others = await partners.countOpenInvitations(partner.id, now, invitationId);
      assertRoomForInvitation(others, quotas);
      partner.resendInvitation(member, invitationId, mails, now);
      return { invitationId };
    });
}
