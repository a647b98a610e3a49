import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { AccessTokenScope } from "../types/enums.js";

@InputType({ description: "A new access token." })
export class CreateAccessTokenInput {
  @Field(() => String, { description: "What you call it: 1 to 80 characters." })
  readonly name!: string;

  @Field(() => [AccessTokenScope], { description: "What it may do; each scope includes those before it." })
  readonly scopes!: AccessTokenScope[];

  @Field(() => Int, { description: "1 to 365." })
  readonly expiresInDays!: number;
}

@InputType({ description: "Which token to revoke." })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: "One of your own." })
  readonly accessTokenId!: Id<"pat">;
}
