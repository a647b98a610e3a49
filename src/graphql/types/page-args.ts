import { ArgsType, type ClassType, Field, Int } from "type-graphql";
import { limits } from "../limits/limits.js";

const { usual, max } = limits.pageSize;

@ArgsType()
class PageArgs {
  @Field(() => Int, {
    nullable: true,
    defaultValue: usual,
    description: `The first rows, at most so many: 1 to ${max}.`,
  })
  readonly first?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: `Instead of \`first\`: the last rows, at most so many: 1 to ${max}. In the same order.`,
  })
  readonly last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Only rows behind this one: the `endCursor` of the previous page.",
  })
  readonly after?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Only rows before this one: with `last`, the `startCursor` of the next page.",
  })
  readonly before?: string | null;
}

export interface ListArguments<Order extends string, Filter extends object> extends PageArgs {
  readonly orderBy?: Order | null;
  readonly filter?: Filter | null;
}

/** What a list takes: a page, an order (of the enumeration `orders`; `usual` when left out) and a filter. */
export function listArgs<Order extends string, Filter extends object>(
  orders: { readonly [Name in Order]: Name },
  usual: NoInfer<Order>,
  filters: ClassType<Filter>,
): ClassType<ListArguments<Order, Filter>> {
  @ArgsType()
  class ListArgs extends PageArgs implements ListArguments<Order, Filter> {
    @Field(() => orders, { nullable: true, defaultValue: usual, description: "In which order." })
    readonly orderBy?: Order | null;

    @Field(() => filters, {
      nullable: true,
      description: "Which rows: those that meet every condition given; all when left out.",
    })
    readonly filter?: Filter | null;
  }
  return ListArgs;
}
