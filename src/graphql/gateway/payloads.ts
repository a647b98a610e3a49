import { Field, ObjectType } from "type-graphql";
import { ApiEnvironmentType } from "../catalogue/types.js";
import { about, entity, type OnDemand, Payload, shared } from "../types/payload.js";
import { GatewayTokenType } from "./types.js";

@ObjectType(shared)
abstract class GatewayTokenPayload extends Payload {
  @Field(() => GatewayTokenType, entity)
  readonly gatewayToken?: OnDemand<GatewayTokenType>;

  @Field(() => ApiEnvironmentType, {
    nullable: true,
    description: "Whose tokens are others now; null exactly when there are user errors.",
  })
  readonly apiEnvironment?: OnDemand<ApiEnvironmentType>;
}

@ObjectType(about("chooseEnvironmentGateway"))
export class ChooseEnvironmentGatewayPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment?: OnDemand<ApiEnvironmentType>;
}

@ObjectType(about("createGatewayToken"))
export class CreateGatewayTokenPayload extends GatewayTokenPayload {
  @Field(() => String, {
    nullable: true,
    description:
      "The token in clear, shown only this once: store it now. Null when there are user errors, and when this is the answer to a repeated request.",
  })
  readonly value?: string | null;
}

@ObjectType(about("revokeGatewayToken"))
export class RevokeGatewayTokenPayload extends GatewayTokenPayload {}
