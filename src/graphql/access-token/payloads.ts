import { Field, ObjectType } from "type-graphql";
import { about, entity, Payload } from "../types/payload.js";
import { AccessTokenType } from "./types.js";

@ObjectType(about("createAccessToken"))
export class CreateAccessTokenPayload extends Payload {
  @Field(() => AccessTokenType, entity)
  readonly accessToken?: AccessTokenType | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The token in clear, shown only this once: store it now. Null when there are user errors, and when this is the answer to a repeated request.",
  })
  readonly value?: string | null;
}

@ObjectType(about("revokeAccessToken"))
export class RevokeAccessTokenPayload extends Payload {
  @Field(() => AccessTokenType, entity)
  readonly accessToken?: AccessTokenType | null;
}
