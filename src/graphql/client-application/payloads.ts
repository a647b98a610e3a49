import { Field, ID, ObjectType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { about, entity, Payload } from "../types/payload.js";
import { ClientApplicationType } from "./types.js";

@ObjectType(about("registerClientApplication"))
export class RegisterClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("editClientApplication"))
export class EditClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("deactivateClientApplication"))
export class DeactivateClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("restoreClientApplication"))
export class RestoreClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("addCoOwner"))
export class AddCoOwnerPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("removeCoOwner"))
export class RemoveCoOwnerPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("transferOwnership"))
export class TransferOwnershipPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication?: ClientApplicationType | null;
}

@ObjectType(about("deleteClientApplication"))
export class DeleteClientApplicationPayload extends Payload {
  @Field(() => ID, {
    nullable: true,
    description: "The id of what was deleted; null exactly when there are user errors.",
  })
  readonly deletedClientApplicationId?: Id<"app"> | null;
}
