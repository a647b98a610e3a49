import { Field, ID, InputType } from "type-graphql";

const grant = { description: "A grant, from `accessRequests` or `provisioningFailures`." };

@InputType({ description: "Which request to approve (R17)." })
export class ApproveAccessInput {
  @Field(() => ID, grant)
  readonly grantId!: string;
}

@InputType({ description: "Which request to reject (R17)." })
export class RejectAccessInput {
  @Field(() => ID, grant)
  readonly grantId!: string;

  @Field(() => String, { description: "What the owners are told: plain text of 1 to 1,000 characters." })
  readonly reason!: string;
}

@InputType({ description: "Where to try again now." })
export class RetryProvisioningInput {
  @Field(() => ID, grant)
  readonly grantId!: string;
}
