import {
  type DesiredAccess,
  isSameAccess,
  noAccess,
} from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";
import { system } from "../actor.js";
import type { JobPayload } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { Gateway } from "../ports/gateway.js";
import type { Ids } from "../ports/ids.js";
import type { SecretVault } from "../ports/secret-vault.js";
import type { Transaction, UnitOfWork } from "../ports/unit-of-work.js";
import { secretIssuer } from "./secret-issuer.js";

export interface ReconcilerPorts {
  readonly unitOfWork: UnitOfWork;
  readonly gateway: Gateway;
  readonly vault: SecretVault;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Makes one environment's gateway agree with one application: approves what waits where no approval is needed any more
 * (R17), issues what is missing, tells the gateway what to
 * accept now, and records what is live; when the application has changed meanwhile, once more. A gateway in the same database is
 * told by the transaction that issues. Run twice, late or after a crash at any point, the result is the same (R30).
 */
export function reconcileEnvironment({ unitOfWork, gateway, vault, clock, ids }: ReconcilerPorts) {
  /** What the gateway is still to be told; null when it is already. */
  async function issue(
    transaction: Transaction,
    { applicationId, environmentId }: JobPayload<"provision">,
  ): Promise<DesiredAccess | null> {
    const loaded = await load(transaction, applicationId, environmentId);
    if (!loaded) return noAccess;
    const { application, environment } = loaded;
    const now = clock.now();
    application.approveByPolicy(environment, now);
    application.issueMissingCredentials(environment, secretIssuer(vault, ids, environment.slug), now);
    const desired = application.desiredAccess(environmentId, now);
    if (!(await gateway.applyWithin?.(transaction, environment, applicationId, desired))) return desired;
    application.confirmProvisioned(environmentId, desired, now);
    return null;
  }

  async function converge(target: JobPayload<"provision">): Promise<boolean> {
    const { applicationId, environmentId } = target;
    const desired = await unitOfWork.run(system, (transaction) => issue(transaction, target));
    if (!desired) return true;

    await gateway.apply(environmentId, applicationId, desired);

    return unitOfWork.run(system, async ({ applications }) => {
      const application = await applications.lockInEnvironment(applicationId, environmentId);
      if (!application) return isSameAccess(desired, noAccess);
      return application.confirmProvisioned(environmentId, desired, clock.now());
    });
  }

  return async (target: JobPayload<"provision">): Promise<void> => {
    for (let round = 0; round < maxRounds; round += 1) {
      if (await converge(target)) return;
    }
    throw new Error("The application changed while it was being provisioned; trying again later.");
  };
}

/** How often the application may change under the gateway's hands before the job is put off. */
const maxRounds = 5;

async function load(
  { applications, catalogue }: Transaction,
  applicationId: Id<"app">,
  environmentId: Id<"env">,
) {
  const application = await applications.lockInEnvironment(applicationId, environmentId);
  const [environment] = await catalogue.environments([environmentId]);
  return application && environment ? { application, environment } : null;
}
