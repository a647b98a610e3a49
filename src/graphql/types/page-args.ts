import { ArgsType, Field, Int } from "type-graphql";

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: "How many at most: 1 to 100; 20 when left out." })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the page before; left out for the first page.",
  })
  readonly after?: string | null;
}
