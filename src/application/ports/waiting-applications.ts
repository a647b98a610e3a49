import type { Id } from "../../domain/id.js";

/** Which applications wait for a decision in an environment (R17). */
export interface WaitingApplications {
  inEnvironment(environmentId: Id<"env">): Promise<readonly Id<"app">[]>;
}
