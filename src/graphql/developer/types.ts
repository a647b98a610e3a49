import { Field, ObjectType } from "type-graphql";
import type { DeveloperView } from "../../application/queries/views.js";
import type { TermsAcceptance as AcceptedTerms } from "../../domain/developer/developer.js";
import type { Profile as ProfileState } from "../../domain/developer/profile.js";
import type { Id } from "../../domain/id.js";
import { DateTime, EmailAddress, PhoneNumber } from "../scalars.js";
import { Node } from "../types/node.js";

@ObjectType({ implements: Node, description: "Who a developer is.", simpleResolvers: true })
export class Profile extends Node implements ProfileState {
  @Field(() => String, { nullable: true, description: "Null until entered." })
  readonly givenName!: string | null;

  @Field(() => String, { nullable: true, description: "Null until entered." })
  readonly familyName!: string | null;

  @Field(() => String, { nullable: true, description: "Null until entered." })
  readonly jobTitle!: string | null;

  @Field(() => PhoneNumber, { nullable: true, description: "Optional; null when not entered." })
  readonly phone!: string | null;

  @Field(() => Boolean, { description: "Given name, family name and job title are there (R10)." })
  readonly isComplete!: boolean;
}

@ObjectType({
  implements: Node,
  description: "That a developer has accepted the terms.",
  simpleResolvers: true,
})
export class TermsAcceptance extends Node implements AcceptedTerms {
  @Field(() => String, { description: "The version that was accepted." })
  readonly version!: string;

  @Field(() => DateTime, { description: "When." })
  readonly acceptedAt!: Date;

  @Field(() => Boolean, {
    description: "False once a newer version is published; accept that one to go on (R10).",
  })
  readonly isCurrent!: boolean;
}

@ObjectType("Developer", {
  implements: Node,
  description: "A registered person. Visible to themselves and to the members of their partner.",
})
export class DeveloperType
  extends Node
  implements Omit<DeveloperView, "profile" | "termsAcceptance" | "partnerId" | "role" | "joinRequest">
{
  declare readonly id: Id<"dev">;

  @Field(() => EmailAddress, { description: "Verified (R1)." })
  readonly email!: string;
}
