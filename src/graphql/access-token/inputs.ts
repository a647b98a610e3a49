import { Field, ID, InputType, Int } from "type-graphql";
import type * as queries from "../../application/queries/read-model.js";
import type { Id } from "../../domain/id.js";
import { AccessTokenOwner, AccessTokenScope } from "../types/enums.js";
import { AccessTokenOrder } from "../types/orders.js";
import { listArgs } from "../types/page-args.js";

@InputType({ description: "A new access token." })
export class CreateAccessTokenInput {
  @Field(() => AccessTokenOwner, {
    defaultValue: "DEVELOPER",
    description: "Whose it is to be; the company's only by an ADMIN.",
  })
  readonly owner!: AccessTokenOwner;

  @Field(() => [ID], {
    nullable: true,
    description:
      "For a token of the company's: the applications that it acts on, 1 to 50, each owned or co-owned by you. Leave it out for a token of your own.",
  })
  readonly clientApplicationIds?: Id<"app">[] | null;

  @Field(() => String, { description: "What you call it: 1 to 80 characters." })
  readonly name!: string;

  @Field(() => [AccessTokenScope], { description: "What it may do; each scope includes those before it." })
  readonly scopes!: AccessTokenScope[];

  @Field(() => Int, { description: "1 to 365." })
  readonly expiresInDays!: number;
}

@InputType({ description: "Which token to revoke." })
export class RevokeAccessTokenInput {
  @Field(() => ID, {
    description:
      "One of your own; or of the company's, by an ADMIN or an owner of an application that it names.",
  })
  readonly accessTokenId!: Id<"pat">;
}

@InputType({ description: "Which access tokens: those that meet every condition given." })
export class AccessTokenFilter implements queries.AccessTokenFilter {
  @Field(() => AccessTokenScope, { nullable: true, description: "With this scope among theirs." })
  readonly scope?: AccessTokenScope | null;

  @Field(() => Boolean, { nullable: true, description: "True: expired ones; false: those that still work." })
  readonly isExpired?: boolean | null;
}

@InputType({
  description: "Which access tokens of a company: those that meet every condition given.",
})
export class CompanyTokenFilter extends AccessTokenFilter {
  @Field(() => ID, { nullable: true, description: "That name this application." })
  readonly clientApplicationId?: Id<"app"> | null;
}

export const CompanyTokensArgs = listArgs(AccessTokenOrder, "NEWEST", CompanyTokenFilter);

export const AccessTokensArgs = listArgs(AccessTokenOrder, "NEWEST", AccessTokenFilter);
