import { Field, ObjectType } from "type-graphql";
import { UserError } from "./user-error.js";

/** What every mutation answers besides its entity. */
@ObjectType()
export abstract class Payload {
  @Field(() => [UserError], {
    description: "Why nothing has changed: every reason at once; empty on success.",
  })
  readonly userErrors!: UserError[];
}

export const entity = {
  nullable: true,
  description: "As it is now; null exactly when there are user errors.",
};

export const about = (mutation: string) => ({
  description: `What \`${mutation}\` did.`,
  simpleResolvers: true,
});
