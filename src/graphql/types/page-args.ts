import { ArgsType, Field, Int } from "type-graphql";
import { limits } from "../limits/limits.js";

const { usual, max } = limits.pageSize;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `At most how many: 1 to ${max}; ${usual} if left out.`,
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the previous page; leave it out for the first page.",
  })
  readonly after?: string | null;
}
