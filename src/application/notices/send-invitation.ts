import { type JobPayload, mailJob } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** R7: the mail's link opens registration with the address filled in. Nothing once the invitation is closed. */
export function sendInvitation(ports: {
  facts: NoticeFacts;
  queue: JobQueue;
  clock: Clock;
  links: PortalLinks;
}) {
  return async ({ invitationId, count }: JobPayload<"send-invitation">): Promise<void> => {
    const facts = await ports.facts.invitation(invitationId, ports.clock.now());
    if (!facts) return;
    const { email, inviterName, companyName, expiresAt } = facts;
    const signUpUrl = ports.links.signUp(email);
    const expiresOn = expiresAt.toISOString().slice(0, 10);
    const data = { inviterName, companyName, signUpUrl, expiresOn };
    await ports.queue.enqueue([
      mailJob(`invitation.${invitationId}.${count}`, { template: "invitation", to: email, data }),
    ]);
  };
}
