import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";

@InputType({ description: "A new gateway token." })
export class CreateGatewayTokenInput {
  @Field(() => ID, { description: "The environment whose keys the gateway asks about." })
  readonly environmentId!: Id<"env">;

  @Field(() => String, { description: "What you call it: 1 to 80 characters." })
  readonly name!: string;

  @Field(() => Int, { description: "1 to 365." })
  readonly expiresInDays!: number;
}

@InputType({ description: "Which token to revoke." })
export class RevokeGatewayTokenInput {
  @Field(() => ID, { description: "A gateway token." })
  readonly gatewayTokenId!: Id<"gwt">;
}
