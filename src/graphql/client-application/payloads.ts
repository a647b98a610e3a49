import { Field, ID, ObjectType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { PartnerPayload } from "../partner/payloads.js";
import { about, entity, newEdge, type OnDemand, Payload, shared } from "../types/payload.js";
import { ClientApplicationConnection, ClientApplicationType } from "./types.js";

@ObjectType(shared)
export abstract class ClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: OnDemand<ClientApplicationType>;
}

@ObjectType(about("registerClientApplication"))
export class RegisterClientApplicationPayload extends PartnerPayload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: OnDemand<ClientApplicationType>;

  @Field(() => ClientApplicationConnection.Edge, newEdge)
  readonly clientApplicationEdge?: OnDemand<object>;
}

@ObjectType(about("editClientApplication"))
export class EditClientApplicationPayload extends ClientApplicationPayload {}

@ObjectType(about("deactivateClientApplication"))
export class DeactivateClientApplicationPayload extends ClientApplicationPayload {}

@ObjectType(about("restoreClientApplication"))
export class RestoreClientApplicationPayload extends ClientApplicationPayload {}

@ObjectType(about("addCoOwner"))
export class AddCoOwnerPayload extends ClientApplicationPayload {}

@ObjectType(about("removeCoOwner"))
export class RemoveCoOwnerPayload extends ClientApplicationPayload {}

@ObjectType(about("transferOwnership"))
export class TransferOwnershipPayload extends ClientApplicationPayload {}

@ObjectType(about("deleteClientApplication"))
export class DeleteClientApplicationPayload extends PartnerPayload {
  @Field(() => ID, {
    nullable: true,
    description: "The id of what was deleted; null exactly when there are user errors.",
  })
  readonly deletedClientApplicationId?: Id<"app"> | null;
}
