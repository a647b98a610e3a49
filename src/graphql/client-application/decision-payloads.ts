import { Field, ObjectType } from "type-graphql";
import { about, entity, Payload } from "../types/payload.js";
import { AccessRequestType } from "./access-request-types.js";
import { AccessGrantType } from "./types.js";

@ObjectType(about("approveAccess"))
export class ApproveAccessPayload extends Payload {
  @Field(() => AccessRequestType, entity)
  readonly accessRequest?: AccessRequestType | null;

  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}

@ObjectType(about("rejectAccess"))
export class RejectAccessPayload extends Payload {
  @Field(() => AccessRequestType, entity)
  readonly accessRequest?: AccessRequestType | null;

  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}

@ObjectType(about("seeAccessChanges"))
export class SeeAccessChangesPayload extends Payload {
  @Field(() => AccessRequestType, entity)
  readonly accessRequest?: AccessRequestType | null;
}

@ObjectType(about("retryProvisioning"))
export class RetryProvisioningPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant?: AccessGrantType | null;
}
