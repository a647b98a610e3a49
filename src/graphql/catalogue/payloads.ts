import { Field, ObjectType } from "type-graphql";
import { about, entity, newEdge, type OnDemand, Payload, shared } from "../types/payload.js";
import {
  ApiEnvironmentConnection,
  ApiEnvironmentType,
  ApiProductConnection,
  ApiProductType,
  Terms,
} from "./types.js";

@ObjectType(shared)
abstract class ApiProductPayload extends Payload {
  @Field(() => ApiProductType, entity)
  readonly apiProduct?: OnDemand<ApiProductType>;
}

@ObjectType(about("createApiProduct"))
export class CreateApiProductPayload extends ApiProductPayload {
  @Field(() => ApiProductConnection.Edge, newEdge)
  readonly apiProductEdge?: OnDemand<object>;
}

@ObjectType(about("updateApiProduct"))
export class UpdateApiProductPayload extends ApiProductPayload {}

@ObjectType(shared)
abstract class ApiEnvironmentPayload extends Payload {
  @Field(() => ApiEnvironmentType, entity)
  readonly apiEnvironment?: OnDemand<ApiEnvironmentType>;
}

@ObjectType(about("createApiEnvironment"))
export class CreateApiEnvironmentPayload extends ApiEnvironmentPayload {
  @Field(() => ApiEnvironmentConnection.Edge, newEdge)
  readonly apiEnvironmentEdge?: OnDemand<object>;
}

@ObjectType(about("updateApiEnvironment"))
export class UpdateApiEnvironmentPayload extends ApiEnvironmentPayload {}

@ObjectType(about("publishTerms"))
export class PublishTermsPayload extends Payload {
  @Field(() => Terms, entity)
  readonly terms?: OnDemand<Omit<Terms, "id">>;
}
