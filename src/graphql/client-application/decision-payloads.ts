import { ObjectType } from "type-graphql";
import { about } from "../types/payload.js";
import { AccessRequestPayload, GrantPayload } from "./credential-payloads.js";
import { ClientApplicationPayload } from "./payloads.js";

@ObjectType(about("approveAccess"))
export class ApproveAccessPayload extends AccessRequestPayload {}

@ObjectType(about("rejectAccess"))
export class RejectAccessPayload extends AccessRequestPayload {}

@ObjectType(about("seeAccessChanges"))
export class SeeAccessChangesPayload extends AccessRequestPayload {}

@ObjectType(about("retryProvisioning"))
export class RetryProvisioningPayload extends GrantPayload {}

@ObjectType(about("giveRatePlan"))
export class GiveRatePlanPayload extends ClientApplicationPayload {}
