import type { Id } from "../../domain/id.js";

/** Which applications a gateway that has to be told knows of. */
export interface EnvironmentApplications {
  /** All in the environment; where it is null, those in each environment whose gateway has to be told. */
  toTell(
    environmentId: Id<"env"> | null,
  ): Promise<readonly { readonly applicationId: Id<"app">; readonly environmentId: Id<"env"> }[]>;
}
