import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ApiCatalogue } from "../../src/domain/catalogue/api-catalogue.js";
import { apiKeyStatus } from "../../src/domain/client-application/api-key-status.js";
import { dueReminder } from "../../src/domain/client-application/expiry-reminder.js";
import { platformConsole } from "../../src/domain/operator.js";
import {
  accounts,
  ada,
  catalogueState,
  development,
  hoursLater,
  issuer,
  live,
  memberOf,
  now,
  provision,
  transfers,
} from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const owner = memberOf(ada);
const day = 24 * 3_600_000;
const daysLater = (days: number) => hoursLater(24 * days);
const ninety = { ...development, keyLifetimes: [{ productId: accounts.id, days: 90 }] };

describe("R39 a lifetime of a product's keys", () => {
  it("ends keys that are issued from then on, to the hour, and those of no other product", () => {
    const before = live();
    const application = live({ environmentIds: [development.id] });
    const [first] = before.state.grants[0]?.keys ?? [];
    expect(first?.expiresAt).toBeNull();
    const rotated = application.rotateApiKey(owner, application.state.grants[0]?.keys[0]?.id ?? "key_", 24, {
      newId: (prefix) => `${prefix}_next`,
      now,
    });
    provision(application, ninety);
    const keys = application.state.grants[0]?.keys ?? [];
    expect(keys.map(({ productId, expiresAt }) => [productId, expiresAt])).toEqual([
      [accounts.id, hoursLater(24)],
      [transfers.id, null],
      [accounts.id, daysLater(90)],
    ]);
    const grant = application.state.grants[0];
    const successor = keys.find(({ id }) => id === rotated);
    if (!grant || !successor) throw new Error("There is no successor.");
    const status = (at: Date) => apiKeyStatus(successor, grant, application.state, at);
    expect(status(new Date(daysLater(90).getTime() - 1))).toBe("ACTIVE");
    expect(status(daysLater(90))).toBe("EXPIRED");
    expect(application.desiredAccess(development.id, daysLater(90)).keys).toHaveLength(1);
  });

  it("begins anew with each rotation, also of a key that has expired", () => {
    const application = live({ productIds: [accounts.id] });
    const rotate = (id: `key_${string}`, at: Date, name: string) =>
      application.rotateApiKey(owner, id, 1, { newId: (prefix) => `${prefix}_${name}`, now: at });
    const second = rotate(application.state.grants[0]?.keys[0]?.id ?? "key_", now, "second");
    application.issueMissingCredentials(ninety, issuer(), now);
    const late = daysLater(91);
    expectRefused(
      () => rotate(application.state.grants[0]?.keys[0]?.id ?? "key_", now, "no"),
      "LIMIT_REACHED",
    );
    const third = rotate(second, late, "third");
    application.issueMissingCredentials(ninety, issuer(), late);
    const byId = new Map(application.state.grants[0]?.keys.map((key) => [key.id, key.expiresAt]));
    expect(byId.get(second)).toEqual(daysLater(90));
    expect(byId.get(third)).toEqual(new Date(late.getTime() + 90 * day));
  });

  it("is of 1 to 3650 whole days, and of each product that exists at most one", () => {
    const environmentId = development.id;
    const update = (...keyLifetimes: { productId: `prd_${string}`; days: number }[]) => {
      const catalogue = ApiCatalogue.fromState(catalogueState);
      catalogue.updateEnvironment(platformConsole(), environmentId, { keyLifetimes });
      return catalogue.events.take();
    };
    expect(update({ productId: accounts.id, days: 1 }, { productId: transfers.id, days: 3650 })).toEqual([
      { type: "ApiEnvironmentUpdated", environmentId, fields: ["keyLifetimes"] },
    ]);
    expect(update()).toEqual([]);
    const bad = [
      { productId: accounts.id, days: 0 },
      { productId: transfers.id, days: 1.5 },
      { productId: "prd_nobody", days: 3651 },
      { productId: accounts.id, days: 30 },
    ] as const;
    expect(problemsOf(() => update(...bad)).map(({ code, path }) => [code, ...path])).toEqual([
      ["INVALID", "keyLifetimes", "0", "days"],
      ["INVALID", "keyLifetimes", "1", "days"],
      ["NOT_FOUND", "keyLifetimes", "2", "apiProduct"],
      ["INVALID", "keyLifetimes", "2", "days"],
      ["INVALID", "keyLifetimes", "3", "apiProduct"],
    ]);
    const many = Array.from({ length: 201 }, (_, index) => ({ productId: `prd_${index}` as const, days: 1 }));
    expect(problemsOf(() => update(...many))[0]).toMatchObject({ code: "INVALID", path: ["keyLifetimes"] });
  });
});

describe("R39 the reminders of a key's end", () => {
  const end = daysLater(90);
  const key = { issuedAt: now, expiresAt: end };
  const early = (milliseconds: number) => new Date(end.getTime() - milliseconds);

  it.each([30, 7, 1] as const)("are due %s days of 24 hours before, to the millisecond", (days) => {
    expect(dueReminder(key, days, early(days * day))).toBeNull();
    const earlier = { 30: null, 7: 30, 1: 7 }[days];
    expect(dueReminder(key, earlier, early(days * day + 1))).toBeNull();
    expect(dueReminder(key, earlier, early(days * day))).toBe(days);
  });

  it("of several that became due while nobody looked are the nearest to the end alone", () => {
    expect(dueReminder(key, null, early(5 * day))).toBe(7);
    expect(dueReminder(key, 30, early(day / 2))).toBe(1);
    expect(dueReminder(key, 1, early(1))).toBeNull();
  });

  it("are none once the key has expired, and for one without end", () => {
    expect(dueReminder(key, null, end)).toBeNull();
    expect(dueReminder({ ...key, expiresAt: null }, null, early(1))).toBeNull();
  });

  it("are none that would have been due before the key was issued", () => {
    const week = { issuedAt: now, expiresAt: daysLater(7) };
    expect(dueReminder(week, null, now)).toBeNull();
    expect(dueReminder(week, null, daysLater(6))).toBe(1);
  });

  it("are at most three, each once and each nearer to the end, whenever somebody looks", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3650 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (days, looks) => {
          const some = { issuedAt: now, expiresAt: daysLater(days) };
          let told: number | null = null;
          const given: number[] = [];
          for (const look of looks.toSorted((one, other) => one - other)) {
            const due = dueReminder(some, told, new Date(now.getTime() + look * days * day));
            if (due !== null) given.push(due);
            told = due ?? told;
          }
          expect(given).toEqual([...new Set(given)].sort((one, other) => other - one));
          expect(given.every((each) => each < days)).toBe(true);
        },
      ),
    );
  });
});
