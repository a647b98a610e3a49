import type { GraphQLResolveInfo } from "graphql";
import { Field, ObjectType } from "type-graphql";
import type { GraphQLContext } from "../context.js";
import { UserError } from "./user-error.js";

/** For a part that several payloads have: it is shown in none but those. */
export const shared = { simpleResolvers: true };

/** What every mutation answers besides what it has changed. */
@ObjectType(shared)
export abstract class Payload {
  @Field(() => [UserError], {
    description: "Why nothing has changed: every reason at once; empty on success.",
  })
  readonly userErrors!: UserError[];

  /** The root; a field of the schema by `addQueryToPayloads`. */
  readonly query!: object;
}

/** What is read once it is asked for, after the change; costs nothing else. As graphql's own resolver calls functions. */
export type OnDemand<Thing> = (
  args: unknown,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
) => Promise<Thing | null>;

export const entity = {
  nullable: true,
  description: "As it is now; null exactly when there are user errors.",
};

export const newEdge = {
  nullable: true,
  description:
    "What is new, with its place in the list as it is without a filter and in its usual order; null exactly when there are user errors.",
};

export const about = (mutation: string) => ({
  description: `What \`${mutation}\` did.`,
  simpleResolvers: true,
});
