import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { ApiProductReference } from "../catalogue/references.js";

const request = { description: "A request, from `accessRequests`." };
const grant = { description: "A grant, from `provisioningFailures`." };

@InputType({ description: "Which request to approve (R17)." })
export class ApproveAccessInput {
  @Field(() => ID, request)
  readonly accessRequestId!: Id<"req">;
}

@InputType({ description: "Which request to reject (R17)." })
export class RejectAccessInput {
  @Field(() => ID, request)
  readonly accessRequestId!: Id<"req">;

  @Field(() => String, { description: "What the owners are told: plain text of 1 to 1,000 characters." })
  readonly reason!: string;
}

@InputType({ description: "The request whose changes have been seen (R17)." })
export class SeeAccessChangesInput {
  @Field(() => ID, request)
  readonly accessRequestId!: Id<"req">;
}

@InputType({ description: "Where to try again now." })
export class RetryProvisioningInput {
  @Field(() => ID, grant)
  readonly grantId!: Id<"grt">;
}

@InputType({ description: "Which plan an application is given (R35)." })
export class GiveRatePlanInput {
  @Field(() => ID, { description: "An application, of any company." })
  readonly clientApplicationId!: Id<"app">;

  @Field(() => ApiProductReference, { description: "One of its products." })
  readonly apiProduct!: ApiProductReference;

  @Field(() => ID, {
    nullable: true,
    description: "A plan of the product, from `ApiProduct.ratePlans`; null for the product's default again.",
  })
  readonly ratePlanId?: Id<"rpl"> | null;
}
