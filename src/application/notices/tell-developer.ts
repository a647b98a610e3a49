import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { accountMail } from "./account-notices.js";

/** R36: one mail to whoever the account belongs to; nothing once it is deleted. */
export function tellDeveloper(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ id, developerId, happening, at }: JobPayload<"tell-developer">): Promise<void> => {
    const contacts = await ports.facts.contacts([developerId]);
    await ports.queue.enqueue(
      contacts.map(({ email }) =>
        mailJob(`account.${id}`, accountMail(email, happening, new Date(at), ports.links)),
      ),
    );
  };
}
