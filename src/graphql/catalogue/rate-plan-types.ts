import { Field, InputType, Int, ObjectType } from "type-graphql";
import type { RateLimit, RatePlan } from "../../domain/catalogue/rate-plan.js";
import type { Id } from "../../domain/id.js";
import { shortListCost } from "../limits/list-cost.js";
import { Node } from "../types/node.js";

@ObjectType({
  description: "So many requests of one key in so many seconds (R35).",
  simpleResolvers: true,
})
export class RatePlanLimit implements RateLimit {
  @Field(() => Int, { description: "That are let in; one may count as several." })
  readonly requests!: number;

  @Field(() => Int, { description: "From the first request on; then they are counted anew." })
  readonly seconds!: number;
}

@ObjectType("RatePlan", {
  implements: Node,
  description: "How often each key of a product may be used (R35).",
  simpleResolvers: true,
})
export class RatePlanType extends Node implements RatePlan {
  declare readonly id: Id<"rpl">;

  @Field(() => String, { description: "Unique among the plans of its product." })
  readonly name!: string;

  @Field(() => [RatePlanLimit], {
    description: "All of them hold; each has another length.",
    complexity: shortListCost("rateLimits"),
  })
  readonly limits!: readonly RatePlanLimit[];

  @Field(() => Boolean, {
    description: "Whether it holds for every application that was given no other plan of the product.",
  })
  readonly isDefault!: boolean;
}

@InputType({ description: "So many requests of one key in so many seconds (R35)." })
export class RatePlanLimitInput implements RateLimit {
  @Field(() => Int, { description: "1 to 1,000,000,000." })
  readonly requests!: number;

  @Field(() => Int, { description: "1 to 604,800, a week; each length once." })
  readonly seconds!: number;
}

@InputType({ description: "How often each key of a product may be used (R35)." })
export class RatePlanInput {
  @Field(() => String, {
    description:
      "1 to 60 characters. A plan of this name stays the same one, also for those who were given it.",
  })
  readonly name!: string;

  @Field(() => [RatePlanLimitInput], { description: "1 to 10; all of them hold." })
  readonly limits!: RatePlanLimitInput[];

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "Whether it holds for every application that was given no other; one plan at most. Without a default there is no limit.",
  })
  readonly isDefault?: boolean | null;
}
