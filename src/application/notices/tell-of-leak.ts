import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** One mail to each operator about a key that was found in public; its owners have one of their own. */
export function tellOfLeak(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ apiKeyId, sentence, isRevoked }: JobPayload<"tell-of-leak">): Promise<void> => {
    const portalUrl = ports.links.accessRequests();
    const emails = await ports.facts.operatorEmails();
    await ports.queue.enqueue(
      emails.map((to) =>
        mailJob(`leak.${apiKeyId}.${to}`, {
          template: "key-leaked",
          to,
          data: { sentence, isRevoked, portalUrl },
        }),
      ),
    );
  };
}
