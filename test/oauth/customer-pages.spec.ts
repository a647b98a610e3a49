import { expect, it } from "@jest/globals";
import { leadingTo } from "../../src/oauth/customer-pages.js";

it.each([
  ["https://app.acme.example/callback", "https://app.acme.example"],
  ["http://127.0.0.1:8123/callback", "http://127.0.0.1:8123"],
  // A policy has no way to name an address of IPv6 (CSP level 3 §2.3.1).
  ["http://[::1]:8123/callback", "http:"],
  ["com.acme.app:/callback", "com.acme.app:"],
])("a form that ends at %s may lead to %s", (redirectUri, source) => {
  expect(leadingTo(redirectUri)).toEqual({ "form-action": ["'self'", source] });
});
