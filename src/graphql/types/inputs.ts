import { Field, ID, InputType } from "type-graphql";
import type { ApplicationStatus as Status } from "../../domain/client-application/api-key-status.js";
import type {
  Authentication as Flow,
  ApplicationType as Type,
} from "../../domain/client-application/application-type.js";
import { CountryCode, EmailAddress, PhoneNumber, RedirectUrl, Url } from "../scalars.js";
import { ApplicationStatus, ApplicationType, Authentication } from "./enums.js";

const optional = (description: string) => ({ nullable: true, description });

@InputType({ description: "What is left out stays as it is; null empties the field." })
export class UpdateProfileInput {
  @Field(() => String, optional("1 to 100 characters."))
  readonly givenName?: string | null;

  @Field(() => String, optional("1 to 100 characters."))
  readonly familyName?: string | null;

  @Field(() => String, optional("1 to 100 characters."))
  readonly jobTitle?: string | null;

  @Field(() => PhoneNumber, optional("E.164."))
  readonly phone?: string | null;
}

@InputType({ description: "Which terms to accept." })
export class AcceptTermsInput {
  @Field(() => String, { description: "The current version, from `currentTerms`." })
  readonly version!: string;
}

@InputType({ description: "What is left out stays as it is (R6)." })
export class UpdateCompanyDetailsInput {
  @Field(() => String, optional("As registered; 2 to 200 characters."))
  readonly legalName?: string | null;

  @Field(() => Url, optional("An http or https address."))
  readonly website?: string | null;

  @Field(() => CountryCode, optional("Where the company is registered."))
  readonly country?: string | null;

  @Field(() => EmailAddress, optional("Where the bank can reach the company."))
  readonly contactEmail?: string | null;
}

@InputType({ description: "A new application (R10 to R17)." })
export class RegisterClientApplicationInput {
  @Field(() => String, {
    description: "3 to 80 characters; unique within your partner, ignoring case (R11).",
  })
  readonly name!: string;

  @Field(() => String, { description: "What it does: plain text of 1 to 1,000 characters." })
  readonly description!: string;

  @Field(() => ApplicationType, { description: "Fixed from now on (R12)." })
  readonly type!: Type;

  @Field(() => Authentication, { description: "Fixed from now on (R12)." })
  readonly authentication!: Flow;

  @Field(() => Url, optional("Where to read about the application: http or https."))
  readonly siteUrl?: string | null;

  @Field(
    () => [RedirectUrl],
    optional("1 to 10 for the authorization code flow, none for client credentials (R13)."),
  )
  readonly redirectUrls?: string[] | null;

  @Field(() => [ID], { description: "At least one product that is open (R14)." })
  readonly productIds!: string[];

  @Field(() => [ID], { description: "At least one environment that is open (R14)." })
  readonly environmentIds!: string[];
}

@InputType({ description: "Which key to show." })
export class RevealApiKeyInput {
  @Field(() => ID, { description: "A key of an application that you own or co-own." })
  readonly apiKeyId!: string;
}

@InputType({ description: "Whose client secret to show." })
export class RevealClientSecretInput {
  @Field(() => ID, { description: "A grant of an application that you own or co-own." })
  readonly grantId!: string;
}

@InputType({ description: "Which applications to list: those that meet everything that is given." })
export class ClientApplicationFilter {
  @Field(() => ApplicationStatus, optional("Active or deactivated ones."))
  readonly status?: Status | null;

  @Field(() => ApplicationType, optional("Of one type."))
  readonly type?: Type | null;

  @Field(() => Boolean, optional("True: only those that you own or co-own."))
  readonly ownedByMe?: boolean | null;

  @Field(() => String, optional("Part of the name or description, ignoring case."))
  readonly search?: string | null;

  @Field(() => ID, optional("With a grant for this environment."))
  readonly environmentId?: string | null;

  @Field(() => ID, optional("With this product."))
  readonly productId?: string | null;
}
