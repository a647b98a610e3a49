import { Field, ID, InputType, Int } from "type-graphql";
import type * as queries from "../../application/queries/read-model.js";
import type { Id } from "../../domain/id.js";
import { AccessTokenScope } from "../types/enums.js";
import { AccessTokenOrder } from "../types/orders.js";
import { listArgs } from "../types/page-args.js";

@InputType({ description: "A new access token." })
export class CreateAccessTokenInput {
  @Field(() => String, { description: "What you call it: 1 to 80 characters." })
  readonly name!: string;

  @Field(() => [AccessTokenScope], { description: "What it may do; each scope includes those before it." })
  readonly scopes!: AccessTokenScope[];

  @Field(() => Int, { description: "1 to 365." })
  readonly expiresInDays!: number;
}

@InputType({ description: "Which token to revoke." })
export class RevokeAccessTokenInput {
  @Field(() => ID, { description: "One of your own." })
  readonly accessTokenId!: Id<"pat">;
}

@InputType({ description: "Which access tokens: those that meet every condition given." })
export class AccessTokenFilter implements queries.AccessTokenFilter {
  @Field(() => AccessTokenScope, { nullable: true, description: "With this scope among theirs." })
  readonly scope?: AccessTokenScope | null;

  @Field(() => Boolean, { nullable: true, description: "True: expired ones; false: those that still work." })
  readonly isExpired?: boolean | null;
}

export const AccessTokensArgs = listArgs(AccessTokenOrder, "NEWEST", AccessTokenFilter);
