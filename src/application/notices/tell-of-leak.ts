import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** One mail to each operator about a secret that was found in public; owners have one of their own. */
export function tellOfLeak(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ id, ...words }: JobPayload<"tell-of-leak">): Promise<void> => {
    const portalUrl = ports.links.accessRequests();
    const emails = await ports.facts.operatorEmails();
    await ports.queue.enqueue(
      emails.map((to) =>
        mailJob(`leak.${id}.${to}`, { template: "secret-leaked", to, data: { ...words, portalUrl } }),
      ),
    );
  };
}
