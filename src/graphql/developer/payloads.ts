import { Field, ID, ObjectType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { EmailAddress } from "../scalars.js";
import { about, entity, type OnDemand, Payload, shared } from "../types/payload.js";
import { DeveloperType } from "./types.js";

@ObjectType(shared)
export abstract class DeveloperPayload extends Payload {
  @Field(() => DeveloperType, {
    ...entity,
    description: "The developer, as they are now; null exactly when there are user errors.",
  })
  readonly developer?: OnDemand<DeveloperType>;
}

@ObjectType(about("updateProfile"))
export class UpdateProfilePayload extends DeveloperPayload {}

@ObjectType(about("acceptTerms"))
export class AcceptTermsPayload extends DeveloperPayload {}

@ObjectType(about("moveToAddress"))
export class MoveToAddressPayload extends Payload {
  @Field(() => EmailAddress, {
    nullable: true,
    description: "Where the mail is on its way to; null exactly when there are user errors.",
  })
  readonly sentTo?: string | null;
}

@ObjectType(about("deleteMyAccount"))
export class DeleteMyAccountPayload extends Payload {
  @Field(() => ID, {
    nullable: true,
    description: "The developer whose account was deleted; null exactly when there are user errors.",
  })
  readonly deletedDeveloperId?: Id<"dev"> | null;
}

@ObjectType(about("endAccess"))
export class EndAccessPayload extends DeveloperPayload {}
