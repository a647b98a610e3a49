import { Field, ObjectType } from "type-graphql";
import { AccessTokenType } from "./access-token.js";
import { about, entity, Payload } from "./payload.js";

@ObjectType(about("createAccessToken"))
export class CreateAccessTokenPayload extends Payload {
  @Field(() => AccessTokenType, entity)
  readonly accessToken!: unknown;

  @Field(() => String, {
    nullable: true,
    description:
      "The token in clear, shown this once: keep it now. Null when there are user errors, and when this is the answer to a repeated request.",
  })
  readonly value!: string | null;
}

@ObjectType(about("revokeAccessToken"))
export class RevokeAccessTokenPayload extends Payload {
  @Field(() => AccessTokenType, entity)
  readonly accessToken!: unknown;
}
