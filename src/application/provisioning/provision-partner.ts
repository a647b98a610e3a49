import { type JobPayload, provisionJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { PartnerEnvironments } from "../ports/partner-environments.js";

/**
 * R37: queues the reconciler for every application of a partner in every environment. What is registered meanwhile has
 * work of its own, which sees the partner as it is then.
 */
export function provisionPartner(ports: { environments: PartnerEnvironments; queue: JobQueue }) {
  return async ({ partnerId, urgency }: JobPayload<"provision-partner">): Promise<void> => {
    const places = await ports.environments.ofPartner(partnerId);
    await ports.queue.enqueue(
      places.map(({ applicationId, environmentId }) => provisionJob(applicationId, environmentId, urgency)),
    );
  };
}
