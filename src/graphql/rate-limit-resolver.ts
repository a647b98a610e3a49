import { Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { callerIdOf } from "../application/actor.js";
import type { Balance } from "../application/ports/work-budget.js";
import type { GraphQLContext } from "./context.js";
import { contentId, type IdOf } from "./ids.js";
import { limits } from "./limits/limits.js";
import { DateTime } from "./scalars.js";
import { WorkPayer } from "./types/enums.js";
import { Node } from "./types/node.js";

/** The budget of an address; nobody sees another than their own. */
const signedOut = contentId("bud", ["ADDRESS"]);

@ObjectType({
  implements: Node,
  description:
    "A budget of work. Every request takes what it costs from it, in points; a request that costs more than is left is refused with RATE_LIMITED until the window is over. The `RateLimit` and `RateLimit-Policy` headers say the same.",
  simpleResolvers: true,
})
export class RateLimit extends Node {
  @Field(() => WorkPayer, { description: "Whose budget it is." })
  readonly payer!: Balance["payer"];

  @Field(() => Int, { description: "What this operation costs, in points; also in `extensions.cost`." })
  readonly cost!: number;

  @Field(() => Int, { description: "The most that one operation may cost, in points." })
  readonly maximumCost!: number;

  @Field(() => Int, { description: "Points per window." })
  readonly limit!: number;

  @Field(() => Int, { description: "Points left in this window, after this operation." })
  readonly remaining!: number;

  @Field(() => Int, { description: "How long a window is, in seconds." })
  readonly windowSeconds!: number;

  @Field(() => DateTime, { description: "When this window ends and all points are available again." })
  readonly resetAt!: Date;
}

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, {
    nullable: true,
    description:
      "How much work you may still ask for: as a signed-in developer, with the company's tokens, or from your network address when nobody is signed in.",
  })
  rateLimit(@Ctx() context: GraphQLContext): RateLimit | null {
    return rateLimitOf(context);
  }
}

/** Of a developer, or of a company, whose tokens have one together. */
function budgetId(callerId: ReturnType<typeof callerIdOf>): IdOf<"bud"> {
  return `bud_${callerId.slice("dev_".length)}`;
}

export function rateLimitOf({ actor, work, clock }: GraphQLContext): RateLimit | null {
  const { balance, operationCost } = work;
  if (!balance) return null;
  const { resetSeconds, ...budget } = balance;
  const resetAt = new Date(clock.now().getTime() + resetSeconds * 1000);
  const id = actor ? budgetId(callerIdOf(actor)) : signedOut;
  return { id, ...budget, cost: operationCost ?? 0, maximumCost: limits.cost, resetAt };
}
