import type { Id } from "../../domain/id.js";
import type { JoiningPolicy } from "../../domain/partner/partner.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R38. Those who wait join with their next request once the policy is OPEN. */
export function chooseJoiningPolicy({
  unitOfWork,
  clock,
}: CommandPorts): Command<{ policy: JoiningPolicy }, { partnerId: Id<"prt"> }> {
  return (actor, { policy }) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.lock);
      partner.chooseJoiningPolicy(member, policy, clock.now());
      return { partnerId: partner.id };
    });
}
