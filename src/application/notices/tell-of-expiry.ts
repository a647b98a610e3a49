import { type JobPayload, mailJob } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { PortalLinks } from "../ports/portal-links.js";
import { instantWords } from "./instant-words.js";

/** R39: one mail to each owner about all keys of an application that end within so many days, as far as they still work. */
export function tellOfExpiry(ports: {
  facts: NoticeFacts;
  queue: JobQueue;
  clock: Clock;
  links: PortalLinks;
}) {
  return async ({ applicationId, keyIds, days }: JobPayload<"tell-of-expiry">): Promise<void> => {
    const facts = await ports.facts.expiring(applicationId, keyIds, ports.clock.now());
    if (!facts) return;
    const { applicationName, owners } = facts;
    const keys = facts.keys.map(
      ({ productName, environmentName, preview, expiresAt }) =>
        `${productName} in ${environmentName} (${preview}): ${instantWords(expiresAt)}`,
    );
    const applicationUrl = ports.links.application(applicationId);
    await ports.queue.enqueue(
      owners.map(({ developerId, email, name: recipientName }) =>
        mailJob(`expiry.${keyIds[0]}.${days}.${developerId}`, {
          template: "keys-expiring",
          to: email,
          data: { recipientName, applicationName, days, keys, applicationUrl },
        }),
      ),
    );
  };
}
