import { Field, ID, InputType, Int } from "type-graphql";
import type { Id } from "../../domain/id.js";
import { ApiEnvironmentReference, ApiProductReference } from "../catalogue/references.js";
import { ApplicationType, Authentication } from "../types/enums.js";

const optional = (description: string) => ({ nullable: true, description });
const owned = { description: "An application that you own or co-own." };

@InputType({ description: "A new application (R10 to R17)." })
export class RegisterClientApplicationInput {
  @Field(() => String, {
    description: "3 to 80 characters; unique within your partner, ignoring case (R11).",
  })
  readonly name!: string;

  @Field(() => String, { description: "What it does: plain text of 1 to 1,000 characters." })
  readonly description!: string;

  @Field(() => ApplicationType, { description: "Fixed from now on (R12)." })
  readonly type!: ApplicationType;

  @Field(() => Authentication, { description: "Fixed from now on (R12)." })
  readonly authentication!: Authentication;

  @Field(() => String, optional("Where to read about the application: an http or https address."))
  readonly siteUrl?: string | null;

  @Field(
    () => [String],
    optional(
      "1 to 10 for the authorization code flow, none for client credentials; absolute, such as https://app.example/callback.",
    ),
  )
  readonly redirectUrls?: string[] | null;

  @Field(() => [ApiProductReference], { description: "At least one product that is open (R14)." })
  readonly products!: ApiProductReference[];

  @Field(() => [ApiEnvironmentReference], { description: "At least one environment that is open (R14)." })
  readonly environments!: ApiEnvironmentReference[];
}

@InputType({
  description: "What is left out or null stays as it is; a list that is given replaces the old one.",
})
export class EditClientApplicationInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;

  @Field(() => Int, {
    description:
      "The `version` that you have read; the edit is refused with STALE_VERSION if it has changed since (R26).",
  })
  readonly expectedVersion!: number;

  @Field(() => String, optional("3 to 80 characters; unique within your partner, ignoring case (R11)."))
  readonly name?: string | null;

  @Field(() => String, optional("Plain text of 1 to 1,000 characters."))
  readonly description?: string | null;

  @Field(() => String, optional("An http or https address. Null empties it."))
  readonly siteUrl?: string | null;

  @Field(
    () => [String],
    optional(
      "All of them: 1 to 10 for the authorization code flow; absolute, such as https://app.example/callback.",
    ),
  )
  readonly redirectUrls?: string[] | null;

  @Field(
    () => [ApiProductReference],
    optional(
      "All of them. New ones get keys in every environment; keys of those left out are deleted for good (R24, R25).",
    ),
  )
  readonly products?: ApiProductReference[] | null;

  @Field(
    () => [ApiEnvironmentReference],
    optional(
      "All of them. New ones get keys and credentials, after approval where needed; those of environments that are left out are deleted for good (R24, R25).",
    ),
  )
  readonly environments?: ApiEnvironmentReference[] | null;
}

@InputType({ description: "Who is to be a co-owner (R20)." })
export class AddCoOwnerInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;

  @Field(() => ID, { description: "A member of your partner." })
  readonly developerId!: Id<"dev">;
}

@InputType({ description: "Who is no longer to be a co-owner (R22)." })
export class RemoveCoOwnerInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;

  @Field(() => ID, { description: "A co-owner; yourself, unless you are the owner." })
  readonly developerId!: Id<"dev">;
}

@InputType({ description: "Who is to be the owner (R23)." })
export class TransferOwnershipInput {
  @Field(() => ID, {
    description: "An application that you own; for an ADMIN also one whose owner is no longer a member.",
  })
  readonly clientApplicationId!: Id<"app">;

  @Field(() => ID, { description: "A co-owner." })
  readonly developerId!: Id<"dev">;
}

@InputType({ description: "What to stop (R29)." })
export class DeactivateClientApplicationInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;
}

@InputType({ description: "What to restore (R29)." })
export class RestoreClientApplicationInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;
}

@InputType({ description: "What to delete for good (R31)." })
export class DeleteClientApplicationInput {
  @Field(() => ID, owned)
  readonly clientApplicationId!: Id<"app">;

  @Field(() => String, { description: "The application's name, typed again (R31)." })
  readonly confirmName!: string;
}
