import { Field, ObjectType } from "type-graphql";
import type { GatewayTokenView } from "../../application/queries/views.js";
import type { Id } from "../../domain/id.js";
import { DateTime } from "../scalars.js";
import { Node } from "../types/node.js";

@ObjectType("GatewayToken", {
  implements: Node,
  description: "By which a gateway shows of which environment it is. Visible to operators alone.",
  simpleResolvers: true,
})
export class GatewayTokenType extends Node implements Omit<GatewayTokenView, "environmentId"> {
  declare readonly id: Id<"gwt">;

  @Field(() => String, { description: "What operators call it." })
  readonly name!: string;

  @Field(() => String, { description: "Its first and last characters, to tell tokens apart." })
  readonly preview!: string;

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt!: Date;

  @Field(() => DateTime, { description: "When it expires." })
  readonly expiresAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: "When a gateway last asked with it, up to about a minute behind; null when never.",
  })
  readonly lastUsedAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was reported as found in public; null when it was not. Replace such a token.",
  })
  readonly leakedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it was revoked; null when it was not." })
  readonly revokedAt!: Date | null;
}
