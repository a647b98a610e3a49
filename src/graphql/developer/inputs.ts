import { Field, ID, InputType } from "type-graphql";
import type { Id } from "../../domain/id.js";

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "What is left out stays as it is; null empties the field." })
export class UpdateProfileInput {
  @Field(() => String, optional("1 to 100 characters."))
  readonly givenName?: string | null;

  @Field(() => String, optional("1 to 100 characters."))
  readonly familyName?: string | null;

  @Field(() => String, optional("1 to 100 characters."))
  readonly jobTitle?: string | null;

  @Field(
    () => String,
    optional(
      "With + and the country code, such as +31 20 123 4567; without them it is a number of your company's country.",
    ),
  )
  readonly phone?: string | null;
}

@InputType({ description: "Which terms to accept." })
export class AcceptTermsInput {
  @Field(() => String, { description: "The current version, from `currentTerms`." })
  readonly version!: string;
}

@InputType({ description: "Where to move." })
export class MoveToAddressInput {
  @Field(() => String, { description: "Another mailbox of yours, at one of your company's domains." })
  readonly email!: string;
}

@InputType({ description: "Confirms that you really want this." })
export class DeleteMyAccountInput {
  @Field(() => String, { description: "Your own address, typed again." })
  readonly confirmEmail!: string;
}

@InputType({ description: "Whose access to end, and why." })
export class EndAccessInput {
  @Field(() => ID, { description: "Any developer." })
  readonly developerId!: Id<"dev">;

  @Field(() => String, { description: "What they are told: plain text of 1 to 1,000 characters." })
  readonly reason!: string;
}
