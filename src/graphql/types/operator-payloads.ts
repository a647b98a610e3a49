import { Field, ObjectType } from "type-graphql";
import { ApiEnvironmentType, ApiProductType, Terms } from "./catalogue.js";
import { AccessGrantType } from "./client-application.js";
import { about, entity, Payload } from "./payload.js";

@ObjectType(about("approveAccess"))
export class ApproveAccessPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant!: unknown;
}

@ObjectType(about("rejectAccess"))
export class RejectAccessPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant!: unknown;
}

@ObjectType(about("retryProvisioning"))
export class RetryProvisioningPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant!: unknown;
}

@ObjectType(about("createApiProduct"))
export class CreateApiProductPayload extends Payload {
  @Field(() => ApiProductType, entity)
  readonly apiProduct!: unknown;
}

@ObjectType(about("updateApiProduct"))
export class UpdateApiProductPayload extends Payload {
  @Field(() => ApiProductType, entity)
  readonly apiProduct!: unknown;
}

@ObjectType(about("createApiEnvironment"))
export class CreateApiEnvironmentPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment!: unknown;
}

@ObjectType(about("updateApiEnvironment"))
export class UpdateApiEnvironmentPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment!: unknown;
}

@ObjectType(about("publishTerms"))
export class PublishTermsPayload extends Payload {
  @Field(() => Terms, entity)
  readonly terms!: unknown;
}
