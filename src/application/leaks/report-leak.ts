import { system } from "../actor.js";
import type { JobPayload } from "../jobs.js";
import type { Clock } from "../ports/clock.js";
import type { UnitOfWork } from "../ports/unit-of-work.js";

/**
 * Has the key that these are the hashes of known as leaked: its owners and the operators are told, and it is revoked where its
 * environment says so. Nothing for a key that nobody has, or that is over; again is nothing new.
 */
export function reportLeak({ unitOfWork, clock }: { unitOfWork: UnitOfWork; clock: Clock }) {
  return async ({ hashes, address, ...finding }: JobPayload<"report-leak">): Promise<void> => {
    await unitOfWork.run({ ...system, address }, async ({ applications, catalogue }) => {
      const found = await applications.lockByKeyHash(hashes);
      if (!found) return;
      const { application, apiKeyId } = found;
      const environmentId = application.environmentOfKey(apiKeyId);
      const [environment] = environmentId ? await catalogue.environments([environmentId]) : [];
      if (environment) application.keyLeaked({ apiKeyId, ...finding }, environment, clock.now());
    });
  };
}
