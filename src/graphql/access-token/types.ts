import { Field, ObjectType } from "type-graphql";
import type { AccessTokenView } from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import { DateTime } from "../scalars.js";
import { connectionType } from "../types/connections.js";
import { AccessTokenScope } from "../types/enums.js";
import { Node } from "../types/node.js";

@ObjectType("AccessToken", {
  implements: Node,
  description:
    "A token for scripts and the Sandbox. A developer's own acts as they do, can do no more than they can, and is visible to them alone. A company's acts on the applications that it names as their owners do; it is visible to the company's ADMINs, to the owners of what it names, and to itself.",
  simpleResolvers: true,
})
export class AccessTokenType
  extends Node
  implements Omit<AccessTokenView, "developerId" | "partnerId" | "applicationIds" | "createdById">
{
  declare readonly id: Id<"pat">;

  @Field(() => String, { description: "What whoever made it calls it." })
  readonly name!: string;

  @Field(() => String, { description: "Its first and last characters, to tell tokens apart." })
  readonly preview!: string;

  @Field(() => [AccessTokenScope], { description: "What it may do." })
  readonly scopes!: readonly AccessTokenScope[];

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: "When it expires." })
  readonly expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was last used, up to about ten seconds behind; null when never.",
  })
  readonly lastUsedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was revoked; null when it was not." })
  readonly revokedAt!: Date | null;
}

export const AccessTokenConnection = connectionType(
  "AccessToken",
  "access tokens that are not revoked, newest first",
  () => AccessTokenType,
);
