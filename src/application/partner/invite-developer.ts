import type { Id } from "../../domain/id.js";
import { normalizedEmail } from "../../domain/partner/email-domain.js";
import { memberMailsCountSince } from "../../domain/partner/invitation.js";
import { assertRoomForInvitation } from "../../domain/quotas.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R7. */
export function inviteDeveloper({
  unitOfWork,
  clock,
  ids,
  quotas,
}: CommandPorts): Command<{ email: string }, { invitationId: Id<"inv"> }> {
  return (actor, { email }) =>
    unitOfWork.run(actor, async ({ partners, developers }) => {
      const address = normalizedEmail(email);
      const developerId = (await developers.findByEmail(address))?.id ?? null;
      const { partner, member } = await signedInMember(
        actor,
        (id, concerning) => partners.lock(id, concerning, { email: address }),
        developerId ? [developerId] : [],
      );
      const now = clock.now();
      const mails = await partners.countInvitationMails(
        partner.id,
        member.developerId,
        memberMailsCountSince(now),
      );
      assertRoomForInvitation(await partners.countOpenInvitations(partner.id, now), quotas);
      const invitee = { email: address, developerId };
      const invitationId = partner.invite(member, invitee, mails, { id: ids.next("inv"), now });
      return { invitationId };
    });
}
