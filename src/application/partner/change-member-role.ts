import type { Id } from "../../domain/id.js";
import type { MemberRole } from "../../domain/partner/partner.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R8. */
export function changeMemberRole({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ developerId: Id<"dev">; role: MemberRole }, { partnerId: Id<"prt"> }> {
  return (actor, { developerId, role }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.lock, [developerId]);
      partner.changeMemberRole(member, developerId, role, clock.now());
      return { partnerId: partner.id };
    });
}
