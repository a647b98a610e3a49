import { expect, it } from "@jest/globals";
import type { ClientKeyMethod } from "../../src/domain/client-application/client-keys.js";
import { acceptedAuthentications, isAccepted } from "../../src/domain/oauth/client-authentication.js";

const methods: (ClientKeyMethod | null)[] = [
  null,
  "PRIVATE_KEY_JWT",
  "TLS_CLIENT_AUTH",
  "SELF_SIGNED_TLS_CLIENT_AUTH",
];
const acceptedBy = (rules: Parameters<typeof isAccepted>[1]) =>
  methods.filter((method) => isAccepted({ clientKeys: method && { method } }, rules));

it.each([
  ["STANDARD", true, methods],
  ["STANDARD", false, methods.slice(0, 2)],
  ["FAPI_2", true, methods.slice(1)],
  ["FAPI_2", false, methods.slice(1, 2)],
] as const)(
  "a client under %s rules, where certificates are seen: %p, is accepted by %j",
  (oauthProfile, seesCertificates, accepted) => {
    const rules = { oauthProfile, seesCertificates };
    expect(acceptedBy(rules)).toEqual(accepted);
    const offered = acceptedAuthentications(rules);
    expect(offered.filter((each) => each !== "CLIENT_SECRET" && each !== "NONE").sort()).toEqual(
      accepted.filter((method) => method !== null).sort(),
    );
    expect(offered.includes("NONE")).toBe(oauthProfile === "STANDARD");
  },
);
