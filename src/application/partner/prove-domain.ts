import type { Id } from "../../domain/id.js";
import { provableDomain, type TxtRecord, txtRecordOf } from "../../domain/partner/domain-proof.js";
import type { Command, CommandPorts } from "../command.js";
import { signedInMember } from "../developer/signed-in-member.js";

interface Result {
  readonly partnerId: Id<"prt">;
  readonly record: TxtRecord;
}

/**
 * R38: the first time gives the record to publish, from then on it is looked for. No transaction waits for an answer: one
 * marks the look-up, so that no other is made at the time, and another one carries the command out.
 */
export function proveDomain({
  unitOfWork,
  clock,
  isPublicDomain,
  domainProofs,
}: CommandPorts): Command<{ domain: string }, Result> {
  return async (actor, { domain: text }) => {
    const domain = provableDomain(text, isPublicDomain);
    const { claim: _, ...origin } = actor;
    const open = await unitOfWork.run(origin, async ({ partners }) => {
      const { partner, member } = await signedInMember(actor, partners.lockForProof);
      return partner.lookUpDomain(member, domain, clock.now());
    });
    const texts = open && (await domainProofs.texts(txtRecordOf(open).name));
    return unitOfWork.run(actor, async ({ partners }) => {
      const holderId = await partners.holderOf(domain);
      const { partner, member } = await signedInMember(actor, partners.lockForProof);
      const now = clock.now();
      const isTaken = holderId !== null && holderId !== partner.id;
      const proof = texts
        ? partner.proveDomain(member, domain, { texts, isTaken }, now)
        : partner.beginDomainProof(member, { domain, challenge: domainProofs.newChallenge() }, now);
      return { partnerId: partner.id, record: txtRecordOf(proof) };
    });
  };
}
