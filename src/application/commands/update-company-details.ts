import type { CommandPorts, Commands } from "./commands.js";
import { signedInMember } from "./signed-in-member.js";

/** R6. */
export function updateCompanyDetails({ unitOfWork, clock }: CommandPorts): Commands["updateCompanyDetails"] {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.find);
      partner.updateCompanyDetails(member, changes, clock.now());
      return { partnerId: partner.id };
    });
}
