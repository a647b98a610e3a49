import type { ComplexityEstimatorArgs } from "graphql-query-complexity";
import { ArgsType, Field, ObjectType } from "type-graphql";
import * as queries from "../../application/queries/usage.js";
import { badUserInput } from "../errors.js";
import { dear } from "../limits/limits.js";
import { shortListCost } from "../limits/list-cost.js";
import { DateTime, SafeInt } from "../scalars.js";
import { UsageStep } from "../types/enums.js";

const { mostUsageSteps, stepsIn } = queries;

@ArgsType()
export class UsageArgs implements queries.UsageRange {
  @Field(() => DateTime, { description: "The first point is the step that this lies in." })
  readonly from!: Date;

  @Field(() => DateTime, {
    description: `The last point is the last step that begins before this; at most ${mostUsageSteps.HOUR} hours or ${mostUsageSteps.DAY} days, or \`BAD_USER_INPUT\`.`,
  })
  readonly to!: Date;

  @Field(() => UsageStep, { description: "How much time each point stands for." })
  readonly step!: UsageStep;
}

@ObjectType({
  description: "How often gateways refused a key with one code.",
  simpleResolvers: true,
})
export class DenialCount {
  @Field(() => String, {
    description: "The code that gateways were given, such as `EXPIRED`; new ones may come.",
  })
  readonly code!: string;

  @Field(() => SafeInt, { description: "How often." })
  readonly count!: number;
}

@ObjectType({
  description: "How often gateways asked about a key, or about several together, in an hour or a day.",
  simpleResolvers: true,
})
export class UsagePoint implements queries.UsagePoint {
  @Field(() => DateTime, { description: "When it begins: a full hour, or midnight UTC." })
  readonly at!: Date;

  @Field(() => SafeInt, { description: "How often a call was let in." })
  readonly allowed!: number;

  @Field(() => SafeInt, { description: "How often one was refused, for whatever reason." })
  readonly denied!: number;

  @Field(() => [DenialCount], {
    description: "Why: each code that was given, the most frequent first. Empty when none was refused.",
    complexity: shortListCost("deniedByCode"),
  })
  readonly deniedByCode!: readonly DenialCount[];
}

/** A field with a series of points, of so many keys as there usually are. */
export function usageSeries(description: string, keys: number) {
  return {
    description: `${description} A point for each step, also where nobody asked; what was answered in the last seconds comes later. Kept for 400 days.`,
    complexity: ({ args, childComplexity }: ComplexityEstimatorArgs) => {
      const { from, to, step } = args as UsageArgs;
      const isRange = from instanceof Date && to instanceof Date && step in mostUsageSteps;
      const steps = isRange ? Math.min(stepsIn({ from, to, step }), mostUsageSteps[step]) : 1;
      const summing = step === "DAY" ? dear.dayOfUsage * keys : 0;
      return 1 + steps * (childComplexity + summing);
    },
  };
}

/** Throws BAD_USER_INPUT for a range without steps, or with too many. */
export function checkedRange({ from, to, step }: UsageArgs): queries.UsageRange {
  const range = { from, to, step };
  const steps = stepsIn(range);
  if (steps === 0) throw badUserInput("`to` has to be later than `from`.", ["to"]);
  if (steps > mostUsageSteps[step])
    throw badUserInput(
      `This range has ${steps} points; ask for at most ${mostUsageSteps[step]} of a step of this length.`,
      ["from"],
    );
  return range;
}
