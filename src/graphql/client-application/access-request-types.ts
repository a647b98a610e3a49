import { Field, ObjectType } from "type-graphql";
import type { ProvisioningFailureView } from "../../application/queries/views.js";
import { DateTime } from "../scalars.js";
import { connectionType } from "../types/connections.js";

@ObjectType("AccessRequest", {
  description: "One application asking for one environment. Operators only (R17).",
})
export class AccessRequestType {}

/** Shown as things of their own. */
type References = "grantId" | "applicationId" | "environmentId" | "partnerId";

@ObjectType("ProvisioningFailure", {
  description: "A gateway that refuses a change of an application, or does not answer. Operators only.",
})
export class ProvisioningFailureType implements Omit<ProvisioningFailureView, References> {
  @Field(() => DateTime, { description: "Since when it has failed each time." })
  readonly since!: Date;

  @Field(() => DateTime, { description: "When it last failed." })
  readonly lastFailedAt!: Date;

  @Field(() => String, { description: "What the gateway said." })
  readonly lastError!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it is tried again; null while it is being tried, and once it has been given up.",
  })
  readonly nextTryAt!: Date | null;
}

export const AccessRequestConnection = connectionType(
  "AccessRequest",
  "access requests, the longest waiting first",
  () => AccessRequestType,
);
export const ProvisioningFailureConnection = connectionType(
  "ProvisioningFailure",
  "failing gateways, the longest failing first",
  () => ProvisioningFailureType,
);
