import { type JobPayload, provisionJob } from "../jobs.js";
import type { EnvironmentApplications } from "../ports/environment-applications.js";
import type { JobQueue } from "../ports/job-queue.js";

/** Queues the reconciler for every application that a gateway has to be told of anew. */
export function tellGateways(ports: { applications: EnvironmentApplications; queue: JobQueue }) {
  return async ({ environmentId }: JobPayload<"tell-gateways">): Promise<void> => {
    const places = await ports.applications.toTell(environmentId);
    await ports.queue.enqueue(places.map((place) => provisionJob(place.applicationId, place.environmentId)));
  };
}
