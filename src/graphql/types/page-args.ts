import { ArgsType, Field, Int } from "type-graphql";
import { limits } from "../limits/limits.js";

const { usual, max } = limits.pageSize;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many at most: 1 to ${max}; ${usual} when left out.`,
  })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the page before; left out for the first page.",
  })
  readonly after?: string | null;
}
