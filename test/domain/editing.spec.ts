import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { ApiProduct } from "../../src/domain/catalogue/api-product.js";
import type { ClientApplication } from "../../src/domain/client-application/client-application.js";
import type { ApplicationDetails } from "../../src/domain/client-application/details.js";
import type { Edit } from "../../src/domain/client-application/editing.js";
import type { NewId } from "../../src/domain/client-application/state.js";
import { DomainError } from "../../src/domain/domain-error.js";
import type { Id } from "../../src/domain/id.js";
import {
  accounts,
  ada,
  catalogue,
  closedProduct,
  development,
  environment,
  ids,
  lastEvent,
  later,
  live,
  memberOf,
  now,
  onceOnly,
  production,
  provision,
  ready,
  register,
  transfers,
} from "../support/domain.js";
import { expectRefused, problemsOf } from "../support/given.js";

const cards: ApiProduct = { id: "prd_cards", slug: "cards", name: "Cards", isOpen: true };
const closedPlace = environment("closed", { isOpen: false });
const everything = {
  products: [...catalogue.products, cards],
  environments: [...catalogue.environments, closedPlace],
};

let count = 0;
const newId: NewId = (prefix) => `${prefix}_new_${++count}`;

function edit(application: ClientApplication, changes: Edit, version = application.state.version): void {
  application.edit(
    memberOf(ada),
    { ready: () => ready, expectedVersion: version, edit: changes },
    everything,
    { newId, now: later },
  );
}

describe("R24 an edit", () => {
  /** One change of each detail there is. */
  const details: ApplicationDetails = {
    name: "Books",
    description: "Shows books.",
    siteUrl: "https://books.example",
    redirectUrls: ["https://books.example/callback"],
  };

  it.each(Object.entries(details))("changes the %s alone", (field, value) => {
    const application = live();
    const before = application.state;
    edit(application, { [field]: value });
    expect(application.state).toEqual({ ...before, [field]: value, version: 2, updatedAt: later });
    expect(lastEvent(application)).toMatchObject({
      type: "ClientApplicationEdited",
      details: [field],
      addedProductIds: [],
      removedProductIds: [],
      addedEnvironmentIds: [],
      removedEnvironmentIds: [],
    });
  });

  it("with null empties the site URL", () => {
    const application = live({ siteUrl: "https://ledger.example" });
    edit(application, { siteUrl: null });
    expect(application.state.siteUrl).toBeNull();
  });

  it("that changes nothing leaves no trace", () => {
    const application = live({ environmentIds: [development.id, production.id] });
    const before = application.state;
    edit(application, {
      name: "Ledger",
      productIds: [transfers.id, accounts.id],
      environmentIds: [production.id, development.id],
      siteUrl: null,
    });
    expect(application.state).toBe(before);
    expect(application.events.take()).toEqual([]);
  });

  it("gives new products keys in every environment, and new environments keys for every product", () => {
    const application = live();
    const before = application.state.grants[0];
    edit(application, {
      productIds: [accounts.id, transfers.id, cards.id],
      environmentIds: [development.id, onceOnly.id, production.id],
    });
    const { grants } = application.state;
    const [own] = grants;
    const vault = grants.find(({ environmentId }) => environmentId === onceOnly.id);
    const waiting = grants.find(({ environmentId }) => environmentId === production.id);
    expect(own?.keys.slice(0, 2)).toEqual(before?.keys);
    expect(own?.keys[2]).toMatchObject({ productId: cards.id, secret: null, issuedAt: null });
    expect(own?.credentials).toEqual(before?.credentials);
    for (const grant of [vault, waiting]) {
      expect(grant?.keys.map(({ productId }) => productId)).toEqual([accounts.id, transfers.id, cards.id]);
    }
    expect(vault?.requests).toMatchObject([
      { requestedAt: later, decision: { verdict: "APPROVED", at: later, byId: null } },
    ]);
    expect(waiting?.requests).toMatchObject([{ decision: null }]);
    expect(lastEvent(application)).toMatchObject({
      details: [],
      addedProductIds: [cards.id],
      addedEnvironmentIds: [onceOnly.id, production.id],
      affectedEnvironmentIds: [development.id, onceOnly.id],
    });
  });
});

describe("R24 a detail", () => {
  /** What an application has of it in the end, or why it was refused. */
  const outcome = (act: () => ClientApplication) => {
    try {
      const { name, description, siteUrl, redirectUrls } = act().state;
      return { name, description, siteUrl, redirectUrls };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return error.problems;
    }
  };
  const registered = (given: Partial<ApplicationDetails>) => outcome(() => register(given));
  const edited = (given: Partial<ApplicationDetails>) =>
    outcome(() => {
      const application = register();
      edit(application, given);
      return application;
    });

  it.each<[Partial<ApplicationDetails>, Partial<ApplicationDetails> | string]>([
    [{ name: " Books " }, { name: "Books" }],
    [{ name: "x" }, "INVALID name"],
    [{ description: "\tShows\r\nbooks. " }, { description: "Shows\nbooks." }],
    [{ description: " " }, "INVALID description"],
    [{ siteUrl: "" }, { siteUrl: null }],
    [{ siteUrl: " \n" }, { siteUrl: null }],
    [{ siteUrl: null }, { siteUrl: null }],
    [{ siteUrl: " https://books.example " }, { siteUrl: "https://books.example" }],
    [{ siteUrl: "books" }, "INVALID siteUrl"],
    [{ redirectUrls: ["HTTPS://Books.example/cb"] }, { redirectUrls: ["https://books.example/cb"] }],
    [{ redirectUrls: [] }, "INVALID_REDIRECT_URL redirectUrls"],
    [{ redirectUrls: ["https://a.example/", "nonsense"] }, "INVALID_REDIRECT_URL redirectUrls.1"],
  ])(
    "of %j is kept, or refused, alike when it is registered and when it is edited: %j",
    (given, expected) => {
      for (const found of [registered(given), edited(given)]) {
        if (typeof expected === "string") {
          expect(found).toMatchObject([
            { code: expected.split(" ")[0], path: expected.split(" ")[1]?.split(".") },
          ]);
        } else expect(found).toMatchObject(expected);
      }
    },
  );

  it("is the same, whatever is given, whether registered or edited", () => {
    const unit = fc.constantFrom(..."Ab1é./:<>& \n\t", "\u200b", "\u0301", "👍");
    const text = fc.string({ unit, maxLength: 90 });
    const address = fc.oneof(
      fc.constantFrom("https://books.example", "HTTP://localhost:80/", "", "  ", "books", "com.example:/"),
      text,
    );
    const given = fc.record<Partial<ApplicationDetails>>(
      {
        name: text,
        description: text,
        siteUrl: fc.option(address),
        redirectUrls: fc.array(address, { maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(given, (details) => expect(edited(details)).toEqual(registered(details))));
  });
});

describe("R25 what is removed", () => {
  it("is gone with its keys, and adding it back gives different ones", () => {
    const application = live();
    const [kept, gone] = application.state.grants[0]?.keys ?? [];
    edit(application, { productIds: [accounts.id] });
    expect(application.state.productIds).toEqual([accounts.id]);
    expect(application.state.grants[0]?.keys).toEqual([kept]);
    expect(lastEvent(application)).toMatchObject({
      removedProductIds: [transfers.id],
      affectedEnvironmentIds: [development.id],
    });
    edit(application, { productIds: [accounts.id, transfers.id] });
    const back = application.state.grants[0]?.keys.find(({ productId }) => productId === transfers.id);
    expect(back).toMatchObject({ secret: null, provisionedAt: null });
    expect(back?.id).not.toBe(gone?.id);
  });

  it("takes an environment's credentials with it, and its gateway is told", () => {
    const application = live({ environmentIds: [development.id, onceOnly.id] });
    edit(application, { environmentIds: [onceOnly.id] });
    expect(application.environmentIds).toEqual([onceOnly.id]);
    expect(application.desiredAccess(development.id, later)).toEqual({ keys: [], client: null });
    expect(lastEvent(application)).toMatchObject({
      removedEnvironmentIds: [development.id],
      affectedEnvironmentIds: [development.id],
    });
  });

  it("leaves the gateways alone that nothing changes for", () => {
    const application = register({ environmentIds: [development.id, production.id] });
    provision(application, development);
    application.events.take();
    edit(application, { name: "Books" });
    expect(lastEvent(application)).toMatchObject({ affectedEnvironmentIds: [] });
    // New redirect URLs are the client's, wherever it is approved.
    edit(application, { redirectUrls: ["https://books.example/callback"] });
    expect(lastEvent(application)).toMatchObject({ affectedEnvironmentIds: [development.id] });
    edit(application, { productIds: [accounts.id] });
    expect(lastEvent(application)).toMatchObject({ affectedEnvironmentIds: [development.id] });
  });
});

describe("R26 an edit from another version", () => {
  it("is told what else is wrong, too", () => {
    const wrong = { name: "x", environmentIds: [development.id, production.id, "env_none" as const] };
    const problems = problemsOf(() => edit(live(), wrong, 7));
    expect(problems.map(({ code, path }) => `${code} ${path.join(".")}`)).toEqual([
      "STALE_VERSION expectedVersion",
      "INVALID name",
      "NOT_FOUND environmentIds.2",
    ]);
  });

  it.each([0, 2, 99])("changes nothing and is told the present one: %i", (version) => {
    const application = live();
    try {
      edit(application, { name: "Books" }, version);
      throw new Error("Nothing was refused.");
    } catch (error) {
      expect((error as DomainError).problems).toEqual([
        {
          code: "STALE_VERSION",
          message: expect.stringContaining(`version ${version}`),
          path: ["expectedVersion"],
          detail: { currentVersion: 1 },
        },
      ]);
    }
    expect(application.state.version).toBe(1);
  });
});

describe("R11 to R14 hold for edits", () => {
  const refusal = (changes: Edit, application = live()) => {
    try {
      edit(application, changes);
    } catch (error) {
      return (error as DomainError).problems.map(({ code, path }) => `${code} ${path.join(".")}`);
    }
    return [];
  };

  it("all problems at once, each with its place; then nothing has changed", () => {
    const application = live();
    const before = application.state;
    const changes: Edit = {
      name: "ab",
      description: "",
      siteUrl: "ftp://x",
      redirectUrls: ["http://evil.example"],
      productIds: [],
      environmentIds: ["env_unknown", closedPlace.id, onceOnly.id, onceOnly.id],
    };
    expect(refusal(changes, application)).toEqual([
      "INVALID name",
      "INVALID description",
      "INVALID siteUrl",
      "INVALID_REDIRECT_URL redirectUrls.0",
      "INVALID productIds",
      "NOT_FOUND environmentIds.0",
      "NOT_OPEN environmentIds.1",
      "INVALID environmentIds.3",
    ]);
    expect(application.state).toBe(before);
  });

  it("the redirect URLs are those of the application's type", () => {
    expect(refusal({ redirectUrls: ["com.example.app:/callback"] })).toEqual([
      "INVALID_REDIRECT_URL redirectUrls.0",
    ]);
    const mobile = live({ type: "MOBILE" });
    expect(refusal({ redirectUrls: ["com.example.app:/callback"] }, mobile)).toEqual([]);
    const service = live({ type: "SERVICE", authentication: "CLIENT_CREDENTIALS", redirectUrls: [] });
    expect(refusal({ redirectUrls: ["https://x.example/cb"] }, service)).toEqual([
      "INVALID_REDIRECT_URL redirectUrls",
    ]);
  });

  it("what is closed meanwhile may stay, and nothing closed is added", () => {
    const closing = [{ ...accounts, isOpen: false }, transfers, cards, closedProduct];
    const places = [{ ...development, isOpen: false }, onceOnly];
    const application = live();
    const change = (changes: Edit) =>
      application.edit(
        memberOf(ada),
        { ready: () => ready, expectedVersion: application.state.version, edit: changes },
        { products: closing, environments: places },
        { newId, now: later },
      );
    change({
      productIds: [accounts.id, transfers.id, cards.id],
      environmentIds: [development.id, onceOnly.id],
    });
    expect(application.state.productIds).toEqual([accounts.id, transfers.id, cards.id]);
    expectRefused(() => change({ productIds: [accounts.id, closedProduct.id] }), "NOT_OPEN");
  });

  it("at most 400 keys, and 50 of each", () => {
    const many = <Kind extends "prd" | "env">(kind: Kind, length: number) =>
      Array.from({ length }, (_, index) => {
        const id: Id<Kind> = `${kind}_${index}`;
        return { ...development, id, name: `${index}` };
      });
    const products = many("prd", 51);
    const environments = many("env", 51);
    const application = live();
    const change = (productCount: number, environmentCount: number) =>
      application.edit(
        memberOf(ada),
        {
          ready: () => ready,
          expectedVersion: application.state.version,
          edit: {
            productIds: products.slice(0, productCount).map(({ id }) => id),
            environmentIds: environments.slice(0, environmentCount).map(({ id }) => id),
          },
        },
        { products, environments },
        { newId: ids(), now },
      );
    change(8, 50);
    change(50, 8);
    expectRefused(() => change(50, 9), "LIMIT_REACHED");
    expectRefused(() => change(51, 1), "INVALID");
    expectRefused(() => change(1, 51), "INVALID");
  });
});
