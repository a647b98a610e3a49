import { Field, ObjectType } from "type-graphql";
import { AccessGrantType, ApiKeyType, ClientApplicationType } from "./client-application.js";
import { DeveloperType, PartnerType } from "./people.js";
import { UserError } from "./user-error.js";

const entity = { nullable: true, description: "As it is now; null exactly when there are user errors." };
const secret = {
  nullable: true,
  description: "The secret in clear; null when there are user errors. The view is recorded (R19).",
};

/** What every mutation answers besides its entity. */
@ObjectType()
abstract class Payload {
  @Field(() => [UserError], { description: "Why nothing has changed, all of it at once; empty on success." })
  readonly userErrors!: UserError[];
}

const about = (mutation: string) => ({ description: `What \`${mutation}\` did.`, simpleResolvers: true });

@ObjectType(about("updateProfile"))
export class UpdateProfilePayload extends Payload {
  @Field(() => DeveloperType, entity)
  readonly developer!: unknown;
}

@ObjectType(about("acceptTerms"))
export class AcceptTermsPayload extends Payload {
  @Field(() => DeveloperType, entity)
  readonly developer!: unknown;
}

@ObjectType(about("updateCompanyDetails"))
export class UpdateCompanyDetailsPayload extends Payload {
  @Field(() => PartnerType, entity)
  readonly partner!: unknown;
}

@ObjectType(about("registerClientApplication"))
export class RegisterClientApplicationPayload extends Payload {
  @Field(() => ClientApplicationType, entity)
  readonly clientApplication!: unknown;
}

@ObjectType(about("revealApiKey"))
export class RevealApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, entity)
  readonly apiKey!: unknown;

  @Field(() => String, secret)
  readonly value!: string | null;
}

@ObjectType(about("revealClientSecret"))
export class RevealClientSecretPayload extends Payload {
  @Field(() => AccessGrantType, entity)
  readonly grant!: unknown;

  @Field(() => String, secret)
  readonly value!: string | null;
}
