import { type JobPayload, mailJob } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import type { ProvisioningFailures } from "../ports/provisioning-failures.js";

/** One mail to each owner while a gateway fails, however long it does. */
export function tellOfDelay(ports: {
  facts: NoticeFacts;
  failures: ProvisioningFailures;
  queue: JobQueue;
  clock: Clock;
  links: PortalLinks;
}) {
  return async (target: JobPayload<"tell-of-delay">): Promise<void> => {
    const facts = await ports.facts.delayed(target.applicationId, target.environmentId);
    const now = ports.clock.now();
    if (!facts || !(await ports.failures.claimNotice(target, now))) return;
    const { applicationName, environmentName, owners } = facts;
    const applicationUrl = ports.links.application(target.applicationId);
    const id = `delay.${target.applicationId}.${target.environmentId}.${now.getTime()}`;
    await ports.queue.enqueue(
      owners.map(({ developerId, email, name: recipientName }) =>
        mailJob(`${id}.${developerId}`, {
          template: "provisioning-delayed",
          to: email,
          data: { recipientName, applicationName, environmentName, applicationUrl },
        }),
      ),
    );
  };
}
