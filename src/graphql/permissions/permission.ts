import { Field, ID, ObjectType } from "type-graphql";
import { refusalOf } from "../../domain/domain-error.js";
import { userError } from "../attempt.js";
import { UserError } from "../types/user-error.js";

@ObjectType({
  description:
    "Whether you may do something now, by the very checks that the mutation makes. Mistakes in its input are not foreseen, nor is what your access token or the age of your sign-in allows.",
  simpleResolvers: true,
})
export class Permission {
  @Field(() => ID, { description: "For caches: the same for the same act on the same thing." })
  readonly id!: string;

  @Field(() => Boolean, { description: "False exactly when there is a reason." })
  readonly isAllowed!: boolean;

  @Field(() => UserError, {
    nullable: true,
    description: "Why not, as the mutation would say it: a code and a sentence; null when you may.",
  })
  readonly reason!: UserError | null;
}

/** All that may be done to one thing. */
@ObjectType()
export abstract class Permissions {
  @Field(() => ID, { description: "For caches: the same for the same thing." })
  readonly id!: string;
}

/** Of what may be done to the thing with this id. No other id is like it, and `node` knows none of them. */
export function permissionsId(ofId: string): string {
  return `${ofId}.can`;
}

/** Of one act on the thing with this id: what `check`, which the command makes as well, says. */
export function permission(ofId: string, act: string, check: () => void): Permission {
  const refusal = refusalOf(check);
  const id = `${permissionsId(ofId)}.${act}`;
  return { id, isAllowed: !refusal, reason: refusal && userError(refusal) };
}
