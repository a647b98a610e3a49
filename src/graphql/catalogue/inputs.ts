import { Field, InputType, Int } from "type-graphql";
import {
  AccessPolicy,
  EndUserSignIn,
  EnvironmentTier,
  OauthProfile,
  SecretRetrieval,
  VerificationWhenUnavailable,
  WhenKeyLeaks,
} from "../types/enums.js";
import { RatePlanInput } from "./rate-plan-types.js";
import { ApiEnvironmentReference, ApiProductReference } from "./references.js";

const optional = (description: string) => ({ nullable: true, description });
const slug = { description: "2 to 40 lower-case letters, digits and hyphens; unique, never changes." };
const embeds = optional(
  "Products whose APIs this one includes; none of them may include this one, at any depth.",
);
const lifetimes =
  "How long keys of a product work here (R39): for keys that are issued from now on; those of other products have no end.";
const signIn = "By whom customers are signed in where they let an application act for them.";
const provider = "The institution's OpenID provider.";
const profile = "By which rules its authorization server issues tokens.";
const leaks = "What becomes of a key, client secret or gateway token that was found in public.";
const whenUnavailable = "What gateways are answered about keys while Portico's database is away.";

@InputType({ description: "The institution's OpenID provider, which signs its customers in." })
export class SignInProviderInput {
  @Field(() => String, { description: "Its issuer: an https address." })
  readonly issuer!: string;

  @Field(() => String, {
    description:
      "What Portico is called there: a client with private_key_jwt and the environment's JWKS; 1 to 200 characters.",
  })
  readonly clientId!: string;
}

@InputType({ description: "One API, at one version." })
export class ApiInput {
  @Field(() => String, { description: "1 to 80 characters." })
  readonly name!: string;

  @Field(() => String, { description: "Such as `v1`; 1 to 20 characters." })
  readonly version!: string;

  @Field(() => String, optional("Where it is documented: an http or https address."))
  readonly documentationUrl?: string | null;
}

@InputType({ description: "A new product." })
export class CreateApiProductInput {
  @Field(() => String, slug)
  readonly slug!: string;

  @Field(() => String, { description: "2 to 80 characters." })
  readonly name!: string;

  @Field(() => String, { description: "Plain text of 1 to 1,000 characters." })
  readonly description!: string;

  @Field(() => [ApiInput], { description: "At most 100." })
  readonly apis!: ApiInput[];

  @Field(() => [ApiProductReference], embeds)
  readonly embeds?: ApiProductReference[] | null;

  @Field(() => [RatePlanInput], optional("How often each of its keys may be used (R35); at most 20 plans."))
  readonly ratePlans?: RatePlanInput[] | null;
}

@InputType({
  description: "What is left out or null stays as it is; a list that is given replaces the old one.",
})
export class UpdateApiProductInput {
  @Field(() => ApiProductReference, { description: "A product." })
  readonly apiProduct!: ApiProductReference;

  @Field(() => String, optional("2 to 80 characters."))
  readonly name?: string | null;

  @Field(() => String, optional("Plain text of 1 to 1,000 characters."))
  readonly description?: string | null;

  @Field(() => [ApiInput], optional("All of them."))
  readonly apis?: ApiInput[] | null;

  @Field(() => [ApiProductReference], embeds)
  readonly embeds?: ApiProductReference[] | null;

  @Field(
    () => [RatePlanInput],
    optional(
      "All of them (R35), at most 20: live keys are counted by them at once. One that applications were given has to stay.",
    ),
  )
  readonly ratePlans?: RatePlanInput[] | null;

  @Field(() => Boolean, optional("False: takes no new applications; live keys keep working."))
  readonly isOpen?: boolean | null;
}

@InputType({ description: "For how long keys of a product work in an environment (R39)." })
export class KeyLifetimeInput {
  @Field(() => ApiProductReference, { description: "A product; each once." })
  readonly apiProduct!: ApiProductReference;

  @Field(() => Int, { description: "From their issue; 1 to 3,650." })
  readonly days!: number;
}

@InputType({ description: "A new environment." })
export class CreateApiEnvironmentInput {
  @Field(() => String, slug)
  readonly slug!: string;

  @Field(() => String, { description: "2 to 80 characters." })
  readonly name!: string;

  @Field(() => String, { description: "The financial institution that runs it; 2 to 80 characters." })
  readonly institution!: string;

  @Field(() => EnvironmentTier, { description: "How close it is to real customers." })
  readonly tier!: EnvironmentTier;

  @Field(() => String, {
    description: "The http or https address that the APIs' paths are appended to.",
  })
  readonly apiBaseUrl!: string;

  @Field(() => AccessPolicy, { description: "Whether an operator must approve first (R17)." })
  readonly accessPolicy!: AccessPolicy;

  @Field(() => SecretRetrieval, { description: "How often its secrets may be viewed (R19)." })
  readonly secretRetrieval!: SecretRetrieval;

  @Field(() => VerificationWhenUnavailable, {
    nullable: true,
    defaultValue: "REFUSE",
    description: whenUnavailable,
  })
  readonly verificationWhenUnavailable?: VerificationWhenUnavailable | null;

  @Field(() => EndUserSignIn, { nullable: true, defaultValue: "INSTITUTION", description: signIn })
  readonly endUserSignIn?: EndUserSignIn | null;

  @Field(() => SignInProviderInput, optional(provider))
  readonly signInProvider?: SignInProviderInput | null;

  @Field(() => OauthProfile, { nullable: true, defaultValue: "STANDARD", description: profile })
  readonly oauthProfile?: OauthProfile | null;

  @Field(() => [KeyLifetimeInput], optional(`${lifetimes} At most 200.`))
  readonly keyLifetimes?: KeyLifetimeInput[] | null;

  @Field(() => WhenKeyLeaks, { nullable: true, defaultValue: "TELL", description: leaks })
  readonly whenKeyLeaks?: WhenKeyLeaks | null;
}

@InputType({ description: "What is left out or null stays as it is, but for what says so." })
export class UpdateApiEnvironmentInput {
  @Field(() => ApiEnvironmentReference, { description: "An environment." })
  readonly apiEnvironment!: ApiEnvironmentReference;

  @Field(() => String, optional("2 to 80 characters."))
  readonly name?: string | null;

  @Field(() => String, optional("The http or https address that the APIs' paths are appended to."))
  readonly apiBaseUrl?: string | null;

  @Field(() => AccessPolicy, optional("For requests from now on."))
  readonly accessPolicy?: AccessPolicy | null;

  @Field(() => SecretRetrieval, optional("How often its secrets may be viewed (R19)."))
  readonly secretRetrieval?: SecretRetrieval | null;

  @Field(() => EndUserSignIn, optional(signIn))
  readonly endUserSignIn?: EndUserSignIn | null;

  @Field(() => SignInProviderInput, optional(`${provider} Null takes it away.`))
  readonly signInProvider?: SignInProviderInput | null;

  @Field(() => OauthProfile, optional(profile))
  readonly oauthProfile?: OauthProfile | null;

  @Field(() => VerificationWhenUnavailable, optional(whenUnavailable))
  readonly verificationWhenUnavailable?: VerificationWhenUnavailable | null;

  @Field(() => [KeyLifetimeInput], optional(`All of them. ${lifetimes} At most 200.`))
  readonly keyLifetimes?: KeyLifetimeInput[] | null;

  @Field(() => WhenKeyLeaks, optional(leaks))
  readonly whenKeyLeaks?: WhenKeyLeaks | null;

  @Field(() => Boolean, optional("False: takes no new applications; live keys keep working."))
  readonly isOpen?: boolean | null;
}

@InputType({ description: "New terms, current from now on." })
export class PublishTermsInput {
  @Field(() => String, { description: "1 to 20 characters; not published before." })
  readonly version!: string;

  @Field(() => String, optional("Where to read them: an http or https address."))
  readonly url?: string | null;
}
