import { delayJob, type JobPayload } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { ProvisioningFailures } from "../ports/provisioning-failures.js";

const patience = 3_600_000;

/** Lets operators see what fails, and has the owners told when it has failed for an hour. The job is tried again. */
export function trackingFailures(
  provision: (target: JobPayload<"provision">) => Promise<void>,
  { failures, queue, clock }: { failures: ProvisioningFailures; queue: JobQueue; clock: Clock },
) {
  return async (target: JobPayload<"provision">): Promise<void> => {
    try {
      await provision(target);
    } catch (error) {
      const now = clock.now();
      const { applicationId, environmentId } = target;
      if (await failures.record(target, messageOf(error), now)) {
        const at = new Date(now.getTime() + patience);
        await queue.enqueue([delayJob(applicationId, environmentId, at)]);
      }
      throw error;
    }
    await failures.clear(target);
  };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.slice(0, 500);
}
