import { expect, it } from "@jest/globals";
import type { IssuedKey } from "../../src/domain/gateway/key-verdict.js";
import { createAnswers, type Exchange } from "../../src/http/gateways/answers.js";

/** What a gateway is told of a valid key of an application that is called so. */
function told(applicationName: string): string {
  const key = {
    ...{ apiKeyId: "key_1", applicationId: "app_1", partnerId: "par_1", applicationName, expiresAt: null },
    licence: { product: "accounts", products: new Set(["accounts"]), apis: new Set(["accounts@v1"]) },
  } as unknown as IssuedKey;
  const texts: string[] = [];
  const response = { give: (_status: number, _fields: string, text: string) => texts.push(text) };
  const exchange = { request: { headers: {} }, response } as unknown as Exchange;
  createAnswers(true).verified(exchange, { code: "VALID", key, isStale: false }, "uat");
  return texts.join();
}

it.each([
  "Payments 2",
  "",
  'The "best"',
  "a\\b",
  "Müller",
  "支払い 🏦",
  "a\u007fb",
  "a\u0001b",
  "[~]{}!#",
  "\u2028",
])("an application called %j is told as it is called, in ASCII", (name) => {
  const text = told(name);
  expect(JSON.parse(text)).toMatchObject({ code: "VALID", applicationName: name, apis: ["accounts@v1"] });
  expect(text).toMatch(/^[\0-\x7f]*$/);
});
