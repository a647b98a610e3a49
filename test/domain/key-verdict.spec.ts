import { describe, expect, it } from "@jest/globals";
import { apiLabel } from "../../src/domain/catalogue/api-label.js";
import { type IssuedKey, keyVerdict, type Wanted } from "../../src/domain/gateway/key-verdict.js";
import { now } from "../support/domain.js";

const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);
const live: IssuedKey = {
  apiKeyId: "key_1",
  grantId: "grt_1",
  applicationId: "app_1",
  applicationName: "Ledger",
  partnerId: "prt_1",
  environmentId: "env_1",
  productId: "prd_1",
  verdict: "APPROVED",
  provisionedAt: before,
  revokedAt: null,
  expiresAt: null,
  deactivatedAt: null,
  isPartnerSuspended: false,
  networks: [],
  ratePlan: null,
  licence: {
    product: "banking",
    products: new Set(["banking", "accounts"]),
    apis: new Set(["accounts@v1"]),
  },
};
const here: Wanted = { environmentId: "env_1", isFrom: (networks) => networks.includes("192.0.2.0/24") };

describe("what is said of a key", () => {
  it.each<[string, string, Partial<IssuedKey>, Partial<Wanted>]>([
    ["VALID", "that is live", {}, {}],
    [
      "VALID",
      "of a product that embeds the one that is asked for",
      {},
      { products: ["banking", "accounts"] },
    ],
    ["VALID", "whose product has the API", {}, { api: "accounts@v1" }],
    ["VALID", "that ends later", { expiresAt: after }, {}],
    ["UNKNOWN", "that is live nowhere yet (R30)", { provisionedAt: null }, {}],
    ["UNKNOWN", "that was revoked before it ever worked", { provisionedAt: null, revokedAt: before }, {}],
    ["UNKNOWN", "that waits for approval (R17)", { verdict: null }, {}],
    ["UNKNOWN", "that was rejected (R17)", { verdict: "REJECTED" }, {}],
    ["WRONG_ENVIRONMENT", "of another environment", {}, { environmentId: "env_2" }],
    ["REVOKED", "that is revoked (R27), wherever", { revokedAt: before }, { environmentId: "env_2" }],
    ["EXPIRED", "whose time is up (R28, R39)", { expiresAt: now }, {}],
    ["SUSPENDED", "of a deactivated application (R29)", { deactivatedAt: before }, {}],
    ["SUSPENDED", "of a suspended company (R37)", { isPartnerSuspended: true }, {}],
    [
      "VALID",
      "that is used from one of its networks (R40)",
      { networks: ["10.0.0.0/8", "192.0.2.0/24"] },
      {},
    ],
    [
      "ADDRESS_NOT_ALLOWED",
      "that is used from elsewhere (R40), whatever is wanted",
      { networks: ["10.0.0.0/8"] },
      { products: ["transfers"] },
    ],
    [
      "WRONG_ENVIRONMENT",
      "of another environment, wherever it is used from (R40)",
      { networks: ["10.0.0.0/8"] },
      { environmentId: "env_2" },
    ],
    [
      "REVOKED",
      "that is revoked, wherever it is used from (R40)",
      { networks: ["10.0.0.0/8"], revokedAt: before },
      {},
    ],
    ["PRODUCT_NOT_LICENSED", "of another product", {}, { products: ["accounts", "transfers"] }],
    ["PRODUCT_NOT_LICENSED", "whose product has not the API", {}, { api: "accounts@v2" }],
  ])("%s of one %s", (code, _, key, wanted) => {
    expect(keyVerdict({ ...live, ...key }, { ...here, ...wanted }, now)).toBe(code);
  });

  it("UNKNOWN of one that nobody has", () => {
    expect(keyVerdict(null, here, now)).toBe("UNKNOWN");
  });
});

it.each([
  ["Accounts", "accounts@v1"],
  ["Identity Checks", "identity-checks@v1"],
  [" PSD2 / Berlin-Group  (AIS) ", "psd2-berlin-group-ais@v1"],
  ["Überweisungen", "überweisungen@v1"],
])("an API named %s is %s", (name, label) => {
  expect(apiLabel({ name, version: "v1" })).toBe(label);
});
