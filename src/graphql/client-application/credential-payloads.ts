import { Field, ObjectType } from "type-graphql";
import { about, entity, Payload } from "../types/payload.js";
import { AccessRequestType } from "./access-request-types.js";
import { AccessGrantType, ApiKeyType } from "./types.js";

const secret = {
  nullable: true,
  description: "The secret in clear; null when there are user errors. The view is recorded (R19).",
};

@ObjectType(about("revealApiKey"))
export class RevealApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey?: ApiKeyType | null;

  @Field(() => String, secret)
  readonly value?: string | null;
}

@ObjectType(about("revealClientSecret"))
export class RevealClientSecretPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;

  @Field(() => String, secret)
  readonly value?: string | null;
}

@ObjectType(about("revokeApiKey"))
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey?: ApiKeyType | null;
}

@ObjectType(about("revokeGrantCredentials"))
export class RevokeGrantCredentialsPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}

@ObjectType(about("rotateApiKey"))
export class RotateApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, {
    ...entity,
    description: "The old one, as it is now; null when there are user errors.",
  })
  readonly apiKey?: ApiKeyType | null;

  @Field(() => ApiKeyType, {
    ...entity,
    description:
      "The one that takes its place; null when there are user errors. You will get an e-mail once it works.",
  })
  readonly successor?: ApiKeyType | null;
}

@ObjectType(about("rotateClientSecret"))
export class RotateClientSecretPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}

@ObjectType(about("requestAccessAgain"))
export class RequestAccessAgainPayload extends Payload {
  @Field(() => AccessRequestType, entity)
  readonly accessRequest?: AccessRequestType | null;

  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}
