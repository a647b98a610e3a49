import type { DesiredAccess } from "../../domain/client-application/desired-access.js";
import type { Id } from "../../domain/id.js";

/** Gateways that environments were taken away from: they go on with what they hold. */
export interface LeftGateways {
  /** Whether the environment has left one that may hold keys of it. */
  has(environmentId: Id<"env">): Promise<boolean>;
  /**
   * Has each of them go on with what it holds of the application only as far as its access goes: nothing is added. That is asked
   * once it is known what there is, since two of them may be one gateway under two names, which is told of new keys meanwhile.
   * Rejects when one cannot be reached or refuses, once all others have been told.
   */
  holdTo(
    environmentId: Id<"env">,
    applicationId: Id<"app">,
    access: () => Promise<DesiredAccess>,
  ): Promise<void>;
}
