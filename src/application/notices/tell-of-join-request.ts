import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** R38: one mail to each ADMIN. Nothing once the request has been decided. */
export function tellOfJoinRequest(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async ({ partnerId, developerId }: JobPayload<"tell-of-join-request">): Promise<void> => {
    const facts = await ports.facts.joinRequest(partnerId, developerId);
    if (!facts) return;
    const { applicant, companyName, admins } = facts;
    const portalUrl = ports.links.joinRequests();
    await ports.queue.enqueue(
      admins.map(({ developerId: adminId, email, name }) =>
        mailJob(`join-request.${developerId}.${adminId}`, {
          template: "join-request",
          to: email,
          data: { recipientName: name, applicantEmail: applicant.email, companyName, portalUrl },
        }),
      ),
    );
  };
}
