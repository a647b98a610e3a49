import { Problems, refuse } from "../domain-error.js";
import type { Id } from "../id.js";
import { nameText } from "../text.js";

/** So many requests in so many seconds, of each key. */
export interface RateLimit {
  readonly requests: number;
  readonly seconds: number;
}

/** R35: how often the keys of a product may be used. All of its limits hold. */
export interface RatePlan {
  readonly id: Id<"rpl">;
  /** Unique among those of its product: by it a plan is known when all are given anew. */
  readonly name: string;
  readonly limits: readonly RateLimit[];
  /** It holds for every application that was given no other; at most one of a product. */
  readonly isDefault: boolean;
}

/** R35: which plan of a product an application was given. */
export interface GivenRatePlan {
  readonly productId: Id<"prd">;
  readonly ratePlanId: Id<"rpl">;
}

const most = { plans: 20, limits: 10, requests: 1_000_000_000, seconds: 7 * 24 * 3600 };

/**
 * R35: the plans in stored form. Each of a name of its own, with 1 to 10 limits, each of another length; at most one is the
 * default. Throws INVALID for all that is wrong.
 */
export function checkedRatePlans(plans: readonly RatePlan[]): readonly RatePlan[] {
  const problems = new Problems();
  if (plans.length > most.plans)
    problems.add("INVALID", `A product has at most ${most.plans} rate plans.`, ["ratePlans"]);
  const checked = plans.slice(0, most.plans).map((plan, index) => {
    const path = (field: string) => ["ratePlans", `${index}`, field];
    const name = problems.check(() =>
      nameText(plan.name, { label: "The name", min: 1, max: 60, path: path("name") }),
    );
    problems.check(() => assertLimits(plan.limits, path("limits")));
    return inOrder({ ...plan, name: name ?? "" });
  });
  checked.forEach(({ name, isDefault }, index) => {
    const before = checked.slice(0, index);
    if (name !== "" && before.some((other) => other.name === name))
      problems.add("INVALID", "This name is listed twice.", ["ratePlans", `${index}`, "name"]);
    if (isDefault && before.some((other) => other.isDefault))
      problems.add("INVALID", "One plan at most is the default.", ["ratePlans", `${index}`, "isDefault"]);
  });
  problems.throwIfAny();
  return checked;
}

/** With its parts in one order, so that the same plan is written the same, wherever it comes from. */
export function inOrder({ id, name, limits, isDefault }: RatePlan): RatePlan {
  return { id, name, limits: limits.map(({ requests, seconds }) => ({ requests, seconds })), isDefault };
}

function assertLimits(limits: readonly RateLimit[], path: readonly string[]): void {
  const problems = new Problems();
  if (limits.length < 1 || limits.length > most.limits)
    problems.add("INVALID", `A rate plan has 1 to ${most.limits} limits.`, path);
  limits.slice(0, most.limits).forEach(({ requests, seconds }, index) => {
    if (!isWhole(requests, most.requests))
      problems.add("INVALID", `Requests are a whole number from 1 to ${most.requests}.`, [
        ...path,
        `${index}`,
        "requests",
      ]);
    if (!isWhole(seconds, most.seconds))
      problems.add("INVALID", `Seconds are a whole number from 1 to ${most.seconds}, a week.`, [
        ...path,
        `${index}`,
        "seconds",
      ]);
    else if (limits.findIndex((other) => other.seconds === seconds) < index)
      problems.add("INVALID", "A plan has one limit of each length.", [...path, `${index}`, "seconds"]);
  });
  problems.throwIfAny();
}

function isWhole(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}

/**
 * The plans that a product has from now on: those with the name of one that it has keep its id. Throws INVALID when one
 * would go that applications were given.
 */
export function renewedRatePlans(
  plans: readonly RatePlan[],
  before: readonly RatePlan[],
  givenIds: ReadonlySet<string>,
): readonly RatePlan[] {
  const problems = new Problems();
  for (const { id, name } of before) {
    if (givenIds.has(id) && !plans.some((plan) => plan.name === name))
      problems.add("INVALID", `Applications were given the plan ${name}; give them another first.`, [
        "ratePlans",
      ]);
  }
  problems.throwIfAny();
  return plans.map((plan) => ({ ...plan, id: before.find(({ name }) => name === plan.name)?.id ?? plan.id }));
}

/** R35: what applies to an application's keys of the product; null for no limit. */
export function ratePlanFor(
  product: { readonly id: Id<"prd">; readonly ratePlans: readonly RatePlan[] },
  given: readonly GivenRatePlan[],
): RatePlan | null {
  const own = given.find(({ productId }) => productId === product.id);
  return (
    product.ratePlans.find(({ id }) => id === own?.ratePlanId) ??
    product.ratePlans.find(({ isDefault }) => isDefault) ??
    null
  );
}

/** R35: with another plan of the product, or with none of its own. Throws NOT_FOUND for a product that it does not use. */
export function withRatePlan<
  State extends { readonly productIds: readonly Id<"prd">[]; readonly ratePlans: readonly GivenRatePlan[] },
>(state: State, productId: Id<"prd">, ratePlanId: Id<"rpl"> | null): State {
  if (!state.productIds.includes(productId))
    refuse("NOT_FOUND", "The application does not use this product.", ["apiProductId"]);
  const others = state.ratePlans.filter((each) => each.productId !== productId);
  return { ...state, ratePlans: ratePlanId ? [...others, { productId, ratePlanId }] : others };
}
