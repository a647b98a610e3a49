import { Field, Int, ObjectType } from "type-graphql";
import type { ApiView, EnvironmentView, ProductView } from "../../application/queries/views.js";
import type { SignInProvider } from "../../domain/catalogue/api-environment.js";
import type { Terms as PublishedTerms } from "../../domain/catalogue/terms.js";
import type { Id } from "../../domain/id.js";
import { DateTime, Url } from "../scalars.js";
import { connectionType } from "../types/connections.js";
import {
  AccessPolicy,
  EndUserSignIn,
  EnvironmentTier,
  OauthProfile,
  SecretRetrieval,
  VerificationWhenUnavailable,
  WhenKeyLeaks,
} from "../types/enums.js";
import { Node } from "../types/node.js";

@ObjectType("SignInProvider", {
  description: "An institution's OpenID provider, which signs its customers in.",
  simpleResolvers: true,
})
export class SignInProviderType implements SignInProvider {
  @Field(() => Url, { description: "Its issuer (OpenID Connect Discovery 1.0 §3)." })
  readonly issuer!: string;

  @Field(() => String, {
    description:
      "What Portico is called there. It shows itself by private_key_jwt, with keys of the environment's JWKS.",
  })
  readonly clientId!: string;
}

@ObjectType({ implements: Node, description: "One API, at one version.", simpleResolvers: true })
export class Api extends Node implements ApiView {
  @Field(() => String, { description: "What the API is called." })
  readonly name!: string;

  @Field(() => String, { description: "Such as `v1`." })
  readonly version!: string;

  @Field(() => Url, { nullable: true, description: "Where it is documented; null when nowhere." })
  readonly documentationUrl!: string | null;
}

@ObjectType("ApiProduct", {
  implements: Node,
  description: "A licensed collection of APIs; may embed other products.",
})
export class ApiProductType extends Node implements Omit<ProductView, "apis" | "embedIds" | "ratePlans"> {
  declare readonly id: Id<"prd">;

  @Field(() => String, { description: "A short name for URLs; unique, never changes." })
  readonly slug!: string;

  @Field(() => String, { description: "What people call it." })
  readonly name!: string;

  @Field(() => String, { description: "What it is for." })
  readonly description!: string;

  @Field(() => Boolean, { description: "Whether new applications may choose it (R14)." })
  readonly isOpen!: boolean;
}

@ObjectType({ description: "For how long keys of a product work in an environment (R39)." })
export class KeyLifetime {
  @Field(() => Int, { description: "Of 24 hours each, from the key's issue." })
  readonly days!: number;
}

@ObjectType("ApiEnvironment", {
  implements: Node,
  description: "Where an application calls APIs; belongs to a financial institution.",
})
export class ApiEnvironmentType
  extends Node
  implements Omit<EnvironmentView, "keyLifetimes" | "gatewayKind">
{
  declare readonly id: Id<"env">;

  @Field(() => String, { description: "A short name for URLs and keys; unique, never changes." })
  readonly slug!: string;

  @Field(() => String, { description: "What people call it." })
  readonly name!: string;

  @Field(() => String, { description: "The financial institution that runs it." })
  readonly institution!: string;

  @Field(() => EnvironmentTier, { description: "How close it is to real customers." })
  readonly tier!: EnvironmentTier;

  @Field(() => Url, { description: "The URL that the APIs' paths are appended to." })
  readonly apiBaseUrl!: string;

  @Field(() => AccessPolicy, { description: "Whether an operator must approve first (R17)." })
  readonly accessPolicy!: AccessPolicy;

  @Field(() => SecretRetrieval, { description: "How often its secrets may be viewed (R19)." })
  readonly secretRetrieval!: SecretRetrieval;

  @Field(() => VerificationWhenUnavailable, {
    description: "What gateways are answered about keys while Portico's database is away.",
  })
  readonly verificationWhenUnavailable!: VerificationWhenUnavailable;

  @Field(() => EndUserSignIn, {
    description: "By whom customers are signed in where they let an application act for them.",
  })
  readonly endUserSignIn!: EndUserSignIn;

  @Field(() => SignInProviderType, {
    nullable: true,
    description: "The institution's OpenID provider; null while there is none, and then it signs nobody in.",
  })
  readonly signInProvider!: SignInProviderType | null;

  @Field(() => OauthProfile, { description: "By which rules its authorization server issues tokens." })
  readonly oauthProfile!: OauthProfile;

  @Field(() => WhenKeyLeaks, {
    description: "What becomes of a key, client secret or gateway token that was found in public.",
  })
  readonly whenKeyLeaks!: WhenKeyLeaks;

  @Field(() => Boolean, { description: "Whether new applications may choose it (R14)." })
  readonly isOpen!: boolean;
}

@ObjectType({ implements: Node, description: "A published version of the terms.", simpleResolvers: true })
export class Terms extends Node implements PublishedTerms {
  @Field(() => String, { description: "Name it when you accept." })
  readonly version!: string;

  @Field(() => Url, { nullable: true, description: "Where to read them." })
  readonly url!: string | null;

  @Field(() => DateTime, { description: "Since when this version has been current." })
  readonly publishedAt!: Date;
}

export const ApiProductConnection = connectionType("ApiProduct", "API products", () => ApiProductType);
export const ApiEnvironmentConnection = connectionType(
  "ApiEnvironment",
  "API environments",
  () => ApiEnvironmentType,
);
