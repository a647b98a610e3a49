import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { instantWords } from "./instant-words.js";

/** R9: one mail to whoever was removed, and one to each ADMIN: nobody takes over applications unseen. */
export function tellOfHandover(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"tell-of-handover">): Promise<void> => {
    const { partnerId, developerId, successorId, actorId, applicationNames, at } = payload;
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const admins = await ports.facts.admins(partnerId);
    const others = await ports.facts.contacts([developerId, successorId, ...(actorId ? [actorId] : [])]);
    const known = [...admins, ...others];
    const nameOf = (id: string | null) => known.find((each) => each.developerId === id)?.name ?? "somebody";
    const removal =
      actorId === developerId
        ? `${nameOf(developerId)} has left ${companyName}.`
        : `${nameOf(actorId)} has removed ${nameOf(developerId)} from ${companyName}.`;
    const told = [...admins, ...others.filter((each) => each.developerId === developerId)];
    await ports.queue.enqueue(
      told.map((each) =>
        mailJob(`handover.${developerId}.${at}.${each.developerId}`, {
          template: "company-changed",
          to: each.email,
          data: {
            recipientName: each.name,
            companyName,
            headline: "applications have a new owner",
            sentences: [removal, `${nameOf(successorId)} is now the owner of these applications:`],
            items: [...applicationNames],
            at: instantWords(new Date(at)),
            portalUrl: ports.links.signIn(),
          },
        }),
      ),
    );
  };
}
