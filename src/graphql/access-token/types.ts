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
    "A personal token for scripts and the Sandbox: acts as its developer and can do no more than they can. Visible to them alone.",
  simpleResolvers: true,
})
export class AccessTokenType extends Node implements AccessTokenView {
  declare readonly id: Id<"pat">;

  @Field(() => String, { description: "What its developer calls it." })
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
  "your access tokens that are not revoked, newest first",
  () => AccessTokenType,
);
