import { describe, expect, it } from "@jest/globals";
import { ApiCatalogue } from "../../src/domain/catalogue/api-catalogue.js";
import { type RateLimit, type RatePlan, ratePlanFor } from "../../src/domain/catalogue/rate-plan.js";
import type { Id } from "../../src/domain/id.js";
import {
  accounts,
  catalogueState,
  lastEvent,
  later,
  live,
  now,
  olga,
  reviewer,
  trio,
} from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const second: RateLimit = { requests: 10, seconds: 1 };
const plan = (name: string, changes: Partial<RatePlan> = {}): RatePlan => ({
  id: `rpl_${name}`,
  name,
  limits: [second],
  isDefault: false,
  ...changes,
});
const usual = plan("Usual", { isDefault: true });
const large = plan("Large", { limits: [{ requests: 100, seconds: 1 }] });

const catalogue = () => ApiCatalogue.fromState(catalogueState);
function withPlans(...ratePlans: RatePlan[]): ApiCatalogue {
  const made = catalogue();
  made.updateProduct(olga, accounts.id, { ratePlans });
  return made;
}
const plansOf = (of: ApiCatalogue) => of.state.products.find(({ id }) => id === accounts.id)?.ratePlans;

describe("R35 the plans of a product", () => {
  it("are given anew as a whole, and keep their ids by their names", () => {
    const made = withPlans(usual, large);
    expect(plansOf(made)).toEqual([usual, large]);
    const other = plan("Usual", { id: "rpl_new", limits: [{ requests: 5, seconds: 60 }] });
    made.updateProduct(olga, accounts.id, { ratePlans: [other, plan("Small")] });
    expect(plansOf(made)?.map(({ id, name }) => [id, name])).toEqual([
      ["rpl_Usual", "Usual"],
      ["rpl_Small", "Small"],
    ]);
    expect(made.events.peek().at(-1)).toEqual({
      type: "ApiProductUpdated",
      productId: accounts.id,
      fields: ["ratePlans"],
    });
  });

  it("leave no trace when they are the same", () => {
    const made = withPlans(usual);
    const before = made.events.peek().length;
    made.updateProduct(olga, accounts.id, {
      ratePlans: [plan("Usual", { id: "rpl_again", isDefault: true })],
    });
    expect(made.events.peek()).toHaveLength(before);
  });

  it("stay while applications were given them", () => {
    const made = withPlans(usual, large);
    const given = new Set([large.id]);
    expectRefused(() => made.updateProduct(olga, accounts.id, { ratePlans: [usual] }, given), "INVALID");
    made.updateProduct(olga, accounts.id, { ratePlans: [large] }, given);
    expect(plansOf(made)).toEqual([large]);
  });

  it("are refused each where it is wrong", () => {
    const wrong = [
      plan(" "),
      plan("Twice", { limits: [] }),
      plan("Twice", { isDefault: true, limits: [second, { requests: 1, seconds: 1 }] }),
      plan("Default", {
        isDefault: true,
        limits: [
          { requests: 0, seconds: 604_801 },
          { requests: 1.5, seconds: 2 },
        ],
      }),
    ];
    const problems = problemsOf(() => catalogue().updateProduct(olga, accounts.id, { ratePlans: wrong }));
    expect(problems.map(({ path }) => path.join("."))).toEqual([
      "ratePlans.0.name",
      "ratePlans.1.limits",
      "ratePlans.2.limits.1.seconds",
      "ratePlans.3.limits.0.requests",
      "ratePlans.3.limits.0.seconds",
      "ratePlans.3.limits.1.requests",
      "ratePlans.2.name",
      "ratePlans.3.isDefault",
    ]);
    const many = Array.from({ length: 21 }, (_, index) => plan(`Plan ${index}`));
    expectRefused(() => catalogue().updateProduct(olga, accounts.id, { ratePlans: many }), "INVALID");
  });
});

describe("R35 what applies to a key", () => {
  const product = { id: accounts.id, ratePlans: [usual, large] };
  const given = (ratePlanId: Id<"rpl">, productId = accounts.id) => [{ productId, ratePlanId }];

  it("is what its application was given of its product, else the default, else no limit", () => {
    expect(ratePlanFor(product, [])).toBe(usual);
    expect(ratePlanFor(product, given(large.id))).toBe(large);
    expect(ratePlanFor(product, given(large.id, "prd_other"))).toBe(usual);
    expect(ratePlanFor(product, given("rpl_gone"))).toBe(usual);
    expect(ratePlanFor({ ...product, ratePlans: [large] }, [])).toBeNull();
  });

  it("is chosen by nobody who belonged to the company since the application was registered", () => {
    for (const leftAt of [now, later]) {
      const former = trio.reviewer(olga, "olga@bank.example", leftAt);
      const application = live();
      expectRefused(() => application.giveRatePlan(former, accounts.id, large.id, later), "OWN_PARTNER");
      expect(application.state.ratePlans).toEqual([]);
    }
  });

  it("is chosen by operators, for a product that the application uses; again is no change", () => {
    const application = live();
    const { version } = application.state;
    application.giveRatePlan(reviewer, accounts.id, large.id, later);
    expect(application.state.ratePlans).toEqual(given(large.id));
    expect(lastEvent(application)).toMatchObject({
      type: "RatePlanGiven",
      productId: accounts.id,
      ratePlanId: large.id,
      version: version + 1,
    });
    application.giveRatePlan(reviewer, accounts.id, large.id, later);
    expect(application.state.version).toBe(version + 1);
    application.giveRatePlan(reviewer, accounts.id, null, later);
    expect([application.state.ratePlans, application.state.version]).toEqual([[], version + 2]);
    expectRefused(() => application.giveRatePlan(reviewer, "prd_other", large.id, later), "NOT_FOUND");
  });
});
