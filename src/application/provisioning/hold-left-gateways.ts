import { noAccess } from "../../domain/client-application/desired-access.js";
import { system } from "../actor.js";
import { type JobPayload, leftGatewaysJob } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { JobQueue } from "../ports/job-queue.js";
import type { LeftGateways } from "../ports/left-gateways.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";

interface Ports {
  readonly unitOfWork: UnitOfWork;
  readonly leftGateways: LeftGateways;
  readonly clock: Clock;
}

/** What an application may not do any more stops at the gateways, too, that its environment has left. */
export function holdLeftGateways({ unitOfWork, leftGateways, clock }: Ports) {
  return async ({ applicationId, environmentId }: JobPayload<"hold-left-gateways">): Promise<void> => {
    const access = () =>
      unitOfWork.run(system, async ({ applications }) => {
        const application = await applications.lockInEnvironment(applicationId, environmentId);
        return application?.desiredAccess(environmentId, clock.now()) ?? noAccess;
      });
    await leftGateways.holdTo(environmentId, applicationId, access);
  };
}

/** Queues that beside the provisioning, so that neither waits for a gateway of the other's. */
export function besideLeftGateways(
  provision: (target: JobPayload<"provision">) => Promise<void>,
  { leftGateways, queue }: Pick<Ports, "leftGateways"> & { readonly queue: JobQueue },
) {
  return async (target: JobPayload<"provision">): Promise<void> => {
    if (await leftGateways.has(target.environmentId)) await queue.enqueue([leftGatewaysJob(target)]);
    await provision(target);
  };
}
