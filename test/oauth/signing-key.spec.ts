import { describe, expect, it } from "@jest/globals";
import { compactVerify, exportJWK, generateKeyPair, importJWK } from "jose";
import { joined, SigningKey } from "../../src/oauth/signing-key.js";

describe("a signature", () => {
  it("is verified by whoever has the public key, however short its numbers are", async () => {
    const { privateKey } = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), kid: "one", alg: "ES256" } as unknown as Record<
      string,
      string
    >;
    const key = new SigningKey(jwk);
    const publicKey = await importJWK({ kty: key.kty, crv: key.crv, x: key.x, y: key.y } as never, "ES256");
    expect([key.kid, key.alg, key.use, key.keyObject().type]).toEqual(["one", "ES256", "sig", "public"]);
    const header = Buffer.from('{"alg":"ES256"}').toString("base64url");
    // One in 128 has a number of fewer bytes than 32.
    for (let each = 0; each < 1_000; each += 1) {
      const signed = `${header}.${Buffer.from(String(each)).toString("base64url")}`;
      const signature = Buffer.from(key.sign(Buffer.from(signed))).toString("base64url");
      await compactVerify(`${signed}.${signature}`, publicKey);
    }
  });

  it.each([
    ["of 32 bytes each", "01".repeat(32), "7f".repeat(32)],
    ["whose first bit is set", "ff".repeat(32), "80".repeat(32)],
    ["that are short", `0000${"11".repeat(30)}`, `${"00".repeat(31)}01`],
  ])("has numbers %s in their places", (_, one, other) => {
    expect(Buffer.from(joined(der(one, other))).toString("hex")).toBe(one + other);
  });
});

/** As OpenSSL writes two numbers. */
function der(...numbers: string[]): Buffer {
  const written = numbers.map((number) => {
    const digits = number.replace(/^(00)+/, "");
    const value = Buffer.from(Number.parseInt(digits.slice(0, 2), 16) > 127 ? `00${digits}` : digits, "hex");
    return Buffer.concat([Buffer.from([2, value.length]), value]);
  });
  const body = Buffer.concat(written);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}
