import type { Id } from "../../domain/id.js";
import type { CompanyDetailsChanges } from "../../domain/partner/company-details.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R6. */
export function updateCompanyDetails({
  unitOfWork,
  clock,
}: CommandPorts): Command<CompanyDetailsChanges, { partnerId: Id<"prt"> }> {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.lock);
      partner.updateCompanyDetails(member, changes, clock.now());
      return { partnerId: partner.id };
    });
}
