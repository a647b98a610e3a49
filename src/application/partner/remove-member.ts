import { together } from "../../domain/domain-error.js";
import type { Id } from "../../domain/id.js";
import type { Command, CommandPorts } from "../command.js";
import { endAllAccess } from "../developer/end-all-access.js";
import { signedInMember } from "../developer/signed-in-member.js";

/** R8, R9, R38: membership, applications, sessions and tokens, in one transaction. */
export function removeMember({
  unitOfWork,
  clock,
}: CommandPorts): Command<
  { developerId: Id<"dev">; successorId: Id<"dev"> | null; isForCause?: boolean },
  { partnerId: Id<"prt"> }
> {
  return (actor, { developerId, successorId, isForCause }) =>
    unitOfWork.run(actor, async (transaction) => {
      const { developers, partners, applications } = transaction;
      const concerning = successorId ? [developerId, successorId] : [developerId];
      const email = (await developers.read(developerId))?.state.email;
      const { partner, member } = await signedInMember(
        actor,
        (id, known) => partners.lock(id, known, { sentBy: developerId, ...(email && { email }) }),
        concerning,
      );
      const now = clock.now();
      const [former, successor] = together(
        () => partner.removeMember(member, developerId, now, isForCause),
        () => (successorId ? partner.member(successorId, ["successorId"]) : null),
      );
      const shared = await applications.lockOfMember(developerId, partner.id);
      const owned = shared.filter(({ state }) => state.ownerId === developerId);
      for (const application of shared) application.memberLeft(former, successor, now);
      const ownedIds = owned.map(({ id }) => id);
      const handedOver =
        successor && ownedIds.length > 0 ? { to: successor, applicationIds: ownedIds } : null;
      partner.concludeMembership(former, email ?? "", handedOver, now);
      await endAllAccess(transaction, developerId, now);
      return { partnerId: partner.id };
    });
}
