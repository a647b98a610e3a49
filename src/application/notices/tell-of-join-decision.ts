import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** R38: tells whoever asked to join. Nothing once their account or the company is gone. */
export function tellOfJoinDecision(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"tell-of-join-decision">): Promise<void> => {
    const { partnerId, developerId, isAccepted } = payload;
    const companyName = await ports.facts.companyName(partnerId);
    const [applicant] = await ports.facts.contacts([developerId]);
    if (!companyName || !applicant) return;
    const { email: to, name: recipientName } = applicant;
    const data = { recipientName, companyName, isAccepted, signInUrl: ports.links.signIn() };
    const id = `join-decision.${developerId}.${isAccepted ? "accepted" : "declined"}`;
    await ports.queue.enqueue([mailJob(id, { template: "join-decision", to, data })]);
  };
}
