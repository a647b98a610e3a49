import { Field, ObjectType } from "type-graphql";
import { about, entity, type OnDemand, Payload, shared } from "../types/payload.js";
import { AccessRequestType } from "./access-request-types.js";
import { AccessGrantType, ApiKeyType } from "./types.js";

const secret = {
  nullable: true,
  description: "The secret in clear; null when there are user errors. The view is recorded (R19).",
};

@ObjectType(shared)
export abstract class GrantPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant?: OnDemand<AccessGrantType>;
}

@ObjectType(shared)
export abstract class AccessRequestPayload extends GrantPayload {
  @Field(() => AccessRequestType, entity)
  readonly accessRequest?: OnDemand<AccessRequestType>;
}

@ObjectType(about("revealApiKey"))
export class RevealApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey?: OnDemand<ApiKeyType>;

  @Field(() => String, secret)
  readonly value?: string | null;
}

@ObjectType(about("revealClientSecret"))
export class RevealClientSecretPayload extends GrantPayload {
  @Field(() => String, secret)
  readonly value?: string | null;
}

@ObjectType(about("limitApiKeyToNetworks"))
export class LimitApiKeyToNetworksPayload extends Payload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey?: OnDemand<ApiKeyType>;
}

@ObjectType(about("revokeApiKey"))
export class RevokeApiKeyPayload extends GrantPayload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey?: OnDemand<ApiKeyType>;
}

@ObjectType(about("revokeGrantCredentials"))
export class RevokeGrantCredentialsPayload extends GrantPayload {}

@ObjectType(about("rotateApiKey"))
export class RotateApiKeyPayload extends GrantPayload {
  @Field(() => ApiKeyType, {
    ...entity,
    description: "The old one, as it is now; null when there are user errors.",
  })
  readonly apiKey?: OnDemand<ApiKeyType>;

  @Field(() => ApiKeyType, {
    ...entity,
    description:
      "The one that takes its place; null when there are user errors. You will get an e-mail once it works.",
  })
  readonly successor?: OnDemand<ApiKeyType>;
}

@ObjectType(about("rotateClientSecret"))
export class RotateClientSecretPayload extends GrantPayload {}

@ObjectType(about("setClientKeys"))
export class SetClientKeysPayload extends GrantPayload {}

@ObjectType(about("requestAccessAgain"))
export class RequestAccessAgainPayload extends AccessRequestPayload {}
