import { Field, ObjectType } from "type-graphql";
import { DeveloperPayload } from "../developer/payloads.js";
import { PartnerType } from "../partner/types.js";
import { about, entity, newEdge, type OnDemand, shared } from "../types/payload.js";
import { AccessTokenConnection, AccessTokenType } from "./types.js";

@ObjectType(shared)
abstract class AccessTokenPayload extends DeveloperPayload {
  @Field(() => AccessTokenType, entity)
  readonly accessToken?: OnDemand<AccessTokenType>;

  @Field(() => PartnerType, {
    nullable: true,
    description: "The company whose token it is, as it is now; null for a token of your own.",
  })
  readonly partner?: OnDemand<object>;
}

@ObjectType(about("createAccessToken"))
export class CreateAccessTokenPayload extends AccessTokenPayload {
  @Field(() => AccessTokenConnection.Edge, newEdge)
  readonly accessTokenEdge?: OnDemand<object>;

  @Field(() => String, {
    nullable: true,
    description:
      "The token in clear, shown only this once: store it now. Null when there are user errors, and when this is the answer to a repeated request.",
  })
  readonly value?: string | null;
}

@ObjectType(about("revokeAccessToken"))
export class RevokeAccessTokenPayload extends AccessTokenPayload {}
