import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R38. */
export function acceptJoinRequest({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ developerId: Id<"dev"> }, { partnerId: Id<"prt"> }> {
  return (actor, { developerId }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.lock, [developerId]);
      partner.acceptJoinRequest(member, developerId, clock.now());
      return { partnerId: partner.id };
    });
}
