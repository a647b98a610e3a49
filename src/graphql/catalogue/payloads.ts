import { Field, ObjectType } from "type-graphql";
import { about, entity, Payload } from "../types/payload.js";
import { ApiEnvironmentType, ApiProductType, Terms } from "./types.js";

@ObjectType(about("createApiProduct"))
export class CreateApiProductPayload extends Payload {
  @Field(() => ApiProductType, entity)
  readonly apiProduct?: ApiProductType | null;
}

@ObjectType(about("updateApiProduct"))
export class UpdateApiProductPayload extends Payload {
  @Field(() => ApiProductType, entity)
  readonly apiProduct?: ApiProductType | null;
}

@ObjectType(about("createApiEnvironment"))
export class CreateApiEnvironmentPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment?: ApiEnvironmentType | null;
}

@ObjectType(about("updateApiEnvironment"))
export class UpdateApiEnvironmentPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment?: ApiEnvironmentType | null;
}

@ObjectType(about("publishTerms"))
export class PublishTermsPayload extends Payload {
  @Field(() => Terms, entity)
  readonly terms?: Terms | null;
}
