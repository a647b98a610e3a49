import { Field, ObjectType } from "type-graphql";
import type { AccessRequestView, ProvisioningFailureView } from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import { DateTime } from "../scalars.js";
import { connectionType } from "../types/connections.js";
import { Node } from "../types/node.js";

/** Shown as things of their own. */
type References = "grantId" | "applicationId" | "partnerId" | "productIds";

@ObjectType("AccessRequest", {
  implements: Node,
  description:
    "What an application asks for in one environment at one time; a decision covers just that (R17). Visible to the partner's members and to operators.",
})
export class AccessRequestType
  extends Node
  implements Omit<AccessRequestView, References | "decision" | "changedDetails">
{
  declare readonly id: Id<"req">;

  @Field(() => DateTime, { description: "When it was made, or last made again." })
  readonly requestedAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: "What an owner wrote when asking again after a rejection; null when nobody has.",
  })
  readonly note!: string | null;
}

@ObjectType("ProvisioningFailure", {
  implements: Node,
  description: "A gateway that refuses a change of an application, or does not answer. Operators only.",
})
export class ProvisioningFailureType
  extends Node
  implements Omit<ProvisioningFailureView, References | "environmentId">
{
  @Field(() => DateTime, { description: "Since when every attempt has failed." })
  readonly since!: Date;

  @Field(() => DateTime, { description: "When it last failed." })
  readonly lastFailedAt!: Date;

  @Field(() => String, { description: "What the gateway said." })
  readonly lastError!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the next attempt is made; null while one is under way, and once Portico has given up.",
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
