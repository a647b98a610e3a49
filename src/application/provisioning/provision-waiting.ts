import { type JobPayload, provisionJob } from "../jobs.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { WaitingApplications } from "../ports/waiting-applications.js";

/**
 * R17: queues the reconciler, which decides, for every application that waits in the environment. What comes meanwhile sees
 * the environment as it is by then.
 */
export function provisionWaiting(ports: { applications: WaitingApplications; queue: JobQueue }) {
  return async ({ environmentId }: JobPayload<"provision-waiting">): Promise<void> => {
    const waiting = await ports.applications.inEnvironment(environmentId);
    await ports.queue.enqueue(waiting.map((applicationId) => provisionJob(applicationId, environmentId)));
  };
}
