import { detailWords } from "../consequences/detail-words.js";
import { digestJob, mailJob } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { NoticeFacts } from "../ports/notice-facts.js";
import type { OperatorDigests } from "../ports/operator-digests.js";
import type { PortalLinks } from "../ports/portal-links.js";

const pause = 10 * 60_000;
const listed = 20;

/** R17: tells all operators what waits for them, at most once in 10 minutes. */
export function digestAccessRequests(ports: {
  facts: NoticeFacts;
  digests: OperatorDigests;
  queue: JobQueue;
  clock: Clock;
  links: PortalLinks;
}) {
  return async (): Promise<void> => {
    const now = ports.clock.now();
    const lastSentAt = await ports.digests.lastSentAt();
    const next = lastSentAt && new Date(lastSentAt.getTime() + pause);
    if (next && next > now) return ports.queue.enqueue([digestJob(next)]);
    const { oldest, total } = await ports.facts.waitingRequests(listed);
    const changed = await ports.facts.changedRequests(listed);
    if (total === 0 && changed.length === 0) return;
    const requests = oldest.map(
      ({ applicationName, companyName, environmentName }) =>
        `${applicationName} of ${companyName}: ${environmentName}`,
    );
    const changes = changed.map(
      ({ applicationName, companyName, environmentName, details }) =>
        `${applicationName} of ${companyName}: ${environmentName} (${details.map((key) => detailWords[key]).join(", ")})`,
    );
    const data = { requests, total, changes, portalUrl: ports.links.accessRequests() };
    const emails = await ports.facts.operatorEmails();
    // The same ids when it is tried again.
    const id = `access-requests.${lastSentAt?.getTime() ?? 0}`;
    await ports.queue.enqueue(
      emails.map((to) => mailJob(`${id}.${to}`, { template: "access-requests", to, data })),
    );
    await ports.digests.markSent(now);
  };
}
