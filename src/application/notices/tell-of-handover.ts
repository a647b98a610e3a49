import type { JobPayload } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { companyMails } from "./company-mails.js";

/**
 * R9: one mail to whoever has gone, and one to each ADMIN: nobody takes over applications unseen, and nobody comes back by
 * an invitation of their own.
 */
export function tellOfHandover(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"tell-of-handover">): Promise<void> => {
    const {
      partnerId,
      developerId,
      successorId,
      actorId,
      applicationNames,
      invitationIds = [],
      at,
    } = payload;
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const admins = await ports.facts.admins(partnerId);
    const concerned = [developerId, successorId, actorId].filter((id) => id !== null);
    const others = await ports.facts.contacts(concerned);
    const addresses = await ports.facts.invitedAddresses(invitationIds);
    const known = [...admins, ...others];
    const nameOf = (id: string | null) => known.find((each) => each.developerId === id)?.name ?? "somebody";
    const removal =
      actorId === null || actorId === developerId
        ? `${nameOf(developerId)} has left ${companyName}.`
        : `${nameOf(actorId)} has removed ${nameOf(developerId)} from ${companyName}.`;
    const { headline, sentence } = words(nameOf(successorId), applicationNames.length, invitationIds.length);
    const told = [...admins, ...others.filter((each) => each.developerId === developerId)];
    const notice = {
      key: `handover.${developerId}.${at}`,
      companyName,
      headline,
      sentences: [removal, sentence],
      items: [...applicationNames, ...addresses.map((address) => `the invitation to ${address}`)],
      at: new Date(at),
    };
    await ports.queue.enqueue(companyMails(told, notice, ports.links));
  };
}

function words(successor: string, applications: number, invitations: number) {
  if (invitations === 0)
    return {
      headline: "applications have a new owner",
      sentence: `${successor} is now the owner of these applications:`,
    };
  if (applications === 0)
    return {
      headline: "invitations are withdrawn",
      sentence:
        "These invitations, which they had sent, are withdrawn; whoever is still to join has to be invited again:",
    };
  return {
    headline: "applications have a new owner, and invitations are withdrawn",
    sentence: `${successor} is now the owner of these applications, and these invitations, which had been sent by whoever has gone, are withdrawn:`,
  };
}
