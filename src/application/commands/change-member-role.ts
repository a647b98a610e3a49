import type { CommandPorts, Commands } from "./commands.js";
import { signedInMember } from "./signed-in-member.js";

/** R8. */
export function changeMemberRole({ unitOfWork, clock }: CommandPorts): Commands["changeMemberRole"] {
  return (actor, { developerId, role }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.find, [developerId]);
      partner.changeMemberRole(member, developerId, role, clock.now());
      return { partnerId: partner.id };
    });
}
