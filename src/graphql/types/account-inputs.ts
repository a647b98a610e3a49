import { Field, InputType } from "type-graphql";
import { CountryCode, EmailAddress, PhoneNumber, Url } from "../scalars.js";

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

@InputType({ description: "That you really want it." })
export class DeleteMyAccountInput {
  @Field(() => EmailAddress, { description: "Your own address, typed again." })
  readonly confirmEmail!: string;
}
