import { type JobPayload, mailJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";

/** R16: one mail to each owner, that names the application and environment and holds no secret. */
export function announceKeysLive(ports: { facts: NoticeFacts; queue: JobQueue; links: PortalLinks }) {
  return async (payload: JobPayload<"announce-keys-live">): Promise<void> => {
    const { applicationId, environmentId, keyIds } = payload;
    const facts = await ports.facts.keysLive(applicationId, environmentId, keyIds);
    if (!facts) return;
    const { applicationName, environmentName, institution, productNames } = facts;
    const applicationUrl = ports.links.application(applicationId);
    await ports.queue.enqueue(
      facts.owners.map(({ developerId, email, name }) =>
        mailJob(`keys-live.${keyIds[0]}.${developerId}`, {
          template: "keys-live",
          to: email,
          data: {
            recipientName: name,
            applicationName,
            environmentName,
            institution,
            productNames: [...productNames],
            applicationUrl,
          },
        }),
      ),
    );
  };
}
