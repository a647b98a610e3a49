import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** R9: one mail to each ADMIN, and one to whoever has gone. Nothing once the company is gone. */
export function tellOfDeparture(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ partnerId, developerId, successorId }: JobPayload<"tell-of-departure">): Promise<void> => {
    const companyName = await ports.facts.companyName(partnerId);
    if (!companyName) return;
    const admins = await ports.facts.admins(partnerId);
    const others = await ports.facts.contacts(successorId ? [developerId, successorId] : [developerId]);
    const nameOf = (id: string | null) => others.find((each) => each.developerId === id)?.name ?? null;
    const memberName = nameOf(developerId) ?? "A member";
    const successorName = nameOf(successorId);
    const told = [...admins, ...others.filter((each) => each.developerId === developerId)];
    await ports.queue.enqueue(
      told.map((each) =>
        mailJob(`departure.${partnerId}.${developerId}.${each.developerId}`, {
          template: "member-moved-away",
          to: each.email,
          data: {
            recipientName: each.name,
            memberName: each.developerId === developerId ? null : memberName,
            companyName,
            successorName,
            portalUrl: ports.links.signIn(),
          },
        }),
      ),
    );
  };
}
