import type { Id } from "../../domain/id.js";
export interface ProvisioningTarget {
  readonly applicationId: Id<"app">;
  readonly environmentId: Id<"env">;
}

/** Which gateways refuse or do not answer, since when; what operators see of it. */
export interface ProvisioningFailures {
  /** Gives whether it is the first failure in a row. */
  record(target: ProvisioningTarget, error: string, now: Date): Promise<boolean>;
  /** It works again. */
  clear(target: ProvisioningTarget): Promise<void>;
  /** Gives whether it still fails and the owners have not been told; then they count as told. */
  claimNotice(target: ProvisioningTarget, now: Date): Promise<boolean>;
}
