import type { Clock } from "../ports/clock.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";
import type { Commands } from "./commands.js";
import { signedInMember } from "./signed-in-member.js";

/** R6. */
export function updateCompanyDetails({
  unitOfWork,
  clock,
}: {
  unitOfWork: UnitOfWork;
  clock: Clock;
}): Commands["updateCompanyDetails"] {
  return (actor, changes) =>
    unitOfWork.run(actor, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.find);
      partner.updateCompanyDetails(member, changes, clock.now());
      return { partnerId: partner.id };
    });
}
