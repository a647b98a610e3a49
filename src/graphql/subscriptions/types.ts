import { Field, ID, ObjectType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { ClientApplicationType } from "../client-application/types.js";

@ObjectType({
  description:
    "What a subscription tells of one application: how it is by now, or that it has been deleted; one of the two.",
  simpleResolvers: true,
})
export class ClientApplicationChange {
  @Field(() => ClientApplicationType, {
    nullable: true,
    description: "As it is by now, with its grants and keys; null once it has been deleted.",
  })
  readonly clientApplication?: object;

  @Field(() => ID, {
    nullable: true,
    description: "The id that it had; null while it is there. Nothing comes after it (R31).",
  })
  readonly deletedClientApplicationId?: Id<"app">;
}
