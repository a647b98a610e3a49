import { describe, expect, it } from "@jest/globals";
import {
  accounts,
  acme,
  bob,
  closedProduct,
  development,
  onceOnly,
  production,
  register,
  registration,
  terms,
  transfers,
} from "../support/domain.js";
import { expectRefused } from "../support/given.js";

describe("R11 the name", () => {
  it("has 3 to 80 characters after trimming", () => {
    expect(register({ name: "  Abc  " }).state.name).toBe("Abc");
    expect(register({ name: "é".repeat(80) }).state.name).toHaveLength(80);
    for (const name of ["", "ab", "  ab  ", "x".repeat(81)])
      expectRefused(() => register({ name }), "INVALID");
  });

  it("may be written in any script", () => {
    for (const name of ["Журнал", "دفتر الأستاذ", "会計ソフト", "O'Neill & Søn (2)"]) {
      expect(register({ name }).state.name).toBe(name);
    }
  });

  it("holds no markup, emoji, control or direction-changing characters", () => {
    for (const name of [
      "<b>Ledger</b>",
      "Ledger 🚀",
      "Led\u0000ger",
      "Led\u202eger",
      "Led\nger",
      "Led\ud800ger",
    ]) {
      expectRefused(() => register({ name }), "INVALID");
    }
  });
});

describe("R12 type and authentication go together", () => {
  const code = { authentication: "AUTHORIZATION_CODE" } as const;
  const credentials = { authentication: "CLIENT_CREDENTIALS", redirectUrls: [] } as const;

  it.each(["WEB", "MOBILE", "DESKTOP", "SERVICE"] as const)(
    "%s may use the authorization code flow",
    (type) => {
      expect(register({ type, ...code }).state.type).toBe(type);
    },
  );

  it("SERVICE may use client credentials", () => {
    expect(register({ type: "SERVICE", ...credentials }).state.authentication).toBe("CLIENT_CREDENTIALS");
  });

  it.each(["WEB", "MOBILE", "DESKTOP"] as const)("%s may not", (type) => {
    expectRefused(() => register({ type, ...credentials }), "TYPE_AND_AUTHENTICATION_MISMATCH");
  });
});

describe("R14 products and environments", () => {
  it("are at least one of each", () => {
    expectRefused(() => register({ productIds: [], environmentIds: [] }), "INVALID", "INVALID");
  });

  it("exist and are open", () => {
    const productIds = [accounts.id, closedProduct.id, "prd_unknown"] as const;
    expectRefused(() => register({ productIds }), "NOT_OPEN", "NOT_FOUND");
  });

  it("are chosen once", () => {
    expectRefused(() => register({ environmentIds: [development.id, development.id] }), "INVALID");
  });
});

describe("R15 one key per (application, product, environment)", () => {
  it("and one grant per environment", () => {
    const { id, grants } = register({ environmentIds: [development.id, onceOnly.id] }).state;
    expect(id).toMatch(/^app_/);
    expect(grants.map(({ environmentId }) => environmentId)).toEqual([development.id, onceOnly.id]);
    for (const { keys } of grants)
      expect(keys.map(({ productId }) => productId)).toEqual([accounts.id, transfers.id]);
  });
});

describe("R16 registration only queues the provisioning", () => {
  it("of the environments that need no approval, and issues nothing", () => {
    const application = register({ environmentIds: [development.id, production.id] });
    expect(application.events.take()).toMatchObject([
      { type: "ClientApplicationRegistered", grantedEnvironmentIds: [development.id] },
    ]);
    expect(application.state.grants.flatMap(({ keys }) => keys).every(({ secret }) => secret === null)).toBe(
      true,
    );
  });
});

describe("R20 the registering member", () => {
  it("is the one owner", () => {
    const { ownerId, coOwnerIds, partnerId } = register({}, acme.readyMember(bob, terms)).state;
    expect({ ownerId, coOwnerIds, partnerId }).toEqual({
      ownerId: bob.id,
      coOwnerIds: [],
      partnerId: acme.id,
    });
  });
});

it("keeps what is acceptable as it was given, but for outer space", () => {
  const { name, description, siteUrl, redirectUrls } = registration;
  expect(register().state).toMatchObject({ name, description, siteUrl, redirectUrls });
  const site = { description: "  Two\nlines. ", siteUrl: "https://ledger.acme.example" };
  expect(register(site).state).toMatchObject({ ...site, description: "Two\nlines." });
});

it("reports every problem of one input at once", () => {
  const wrong = {
    name: "x",
    description: "",
    siteUrl: "nope",
    redirectUrls: ["ftp://x.example"],
    productIds: [],
  };
  expectRefused(() => register(wrong), "INVALID", "INVALID", "INVALID", "INVALID_REDIRECT_URL", "INVALID");
});
