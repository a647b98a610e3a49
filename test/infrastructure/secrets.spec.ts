import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type SecretKind, secretKinds } from "../../src/application/ports/secret-vault.js";
import { maskText } from "../../src/infrastructure/logging.js";
import { smallToBase62, toBase62 } from "../../src/infrastructure/secrets/base62.js";
import { generateKeyring, parseKeyring } from "../../src/infrastructure/secrets/keyring.js";
import {
  formatSecret,
  parseSecret,
  secretPattern,
  withoutSecrets,
} from "../../src/infrastructure/secrets/secret-format.js";
import { createSecretVault } from "../../src/infrastructure/secrets/secret-vault.js";

const kind = fc.constantFrom("key", "sec");
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/);
const random = fc.uint8Array({ minLength: 32, maxLength: 32 });
const rowId = fc.string({ minLength: 1, unit: "binary" });
const written = fc.tuple(kind, slug, random).map((parts) => formatSecret(...parts));

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

describe("a written secret", () => {
  it("says its kind, its environment and 256 random bits, and reads back as written", () => {
    fc.assert(
      fc.property(kind, slug, random, (kind, slug, random) => {
        const written = formatSecret(kind, slug, random);
        expect(written).toMatch(secretPattern);
        expect(written).toMatch(new RegExp(`^ptc_${kind}_${slug}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$`));
        const number = BigInt(`0x${Buffer.from(random).toString("hex")}`);
        expect(parseSecret(written)).toEqual({ kind, environmentSlug: slug, random: toBase62(number, 43) });
      }),
    );
  });

  it("writes small numbers as large ones, and refuses what does not fit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (number) => {
        expect(smallToBase62(number, 6)).toBe(toBase62(BigInt(number), 6));
      }),
    );
    expect(() => smallToBase62(62, 1)).toThrow(RangeError);
    expect(() => smallToBase62(-1, 6)).toThrow(RangeError);
  });

  it("can belong to no environment", () => {
    const written = formatSecret("pat", null, new Uint8Array(32).fill(255));
    expect(written).toMatch(/^ptc_pat_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(parseSecret(written)).toMatchObject({ kind: "pat", environmentSlug: null });
  });

  it("is written as it always was (worked out with another implementation)", () => {
    const random = Uint8Array.from({ length: 32 }, (_, index) => index);
    const known = "ptc_key_uat_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf_2fa8b9";
    expect(formatSecret("key", "uat", random)).toBe(known);
    expect(parseSecret(known)).not.toBeNull();
  });

  it("is refused after any single-character change", () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.constantFrom(...alphabet), (written, where, replacement) => {
        const at = where % written.length;
        fc.pre(written[at] !== replacement);
        expect(parseSecret(written.slice(0, at) + replacement + written.slice(at + 1))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused when cut, extended, or made up", () => {
    fc.assert(
      fc.property(written, fc.string({ minLength: 1 }), (written, extra) => {
        expect(parseSecret(written + extra)).toBeNull();
        expect(parseSecret(extra + written)).toBeNull();
        expect(parseSecret(written.slice(0, -1))).toBeNull();
        expect(parseSecret(extra)).toBeNull();
      }),
    );
  });

  it("is not made for a slug that would not read back, nor from fewer random bits", () => {
    for (const slug of ["", "UAT", "u_at", "-uat", "uat-", "u at"]) {
      expect(() => formatSecret("key", slug, new Uint8Array(32))).toThrow(RangeError);
    }
    expect(() => formatSecret("key", "uat", new Uint8Array(31))).toThrow(RangeError);
  });
});

describe.each(Object.entries(secretKinds))("every kind of secret: %s", (name, { ofEnvironment }) => {
  const kind = name as SecretKind;
  const slugs = ofEnvironment ? slug : fc.constant(null);

  it("R34 is made, checked, shortened, and left out of logs and kept answers alike", () => {
    const vault = createSecretVault(parseKeyring(generateKeyring()));
    fc.assert(
      fc.property(slugs, (slug) => {
        const sealed = vault.issue(kind, slug, "row_1");
        const clear = vault.open(sealed, "row_1");
        expect(parseSecret(clear)).toMatchObject({ kind, environmentSlug: slug });
        expect(sealed.preview).toBe(`${clear.slice(0, -46)}…${clear.slice(-4)}`);
        expect(maskText(`{"value":"${clear}"}`)).toBe('{"value":"ptc_[redacted]"}');
        expect(withoutSecrets(`{"value":"${clear}","other":"a ${clear}"}`)).toBe(
          `{"value":null,"other":"a ${clear}"}`,
        );
      }),
    );
  });

  it("names an environment exactly when it belongs to one", () => {
    const random = new Uint8Array(32).fill(1);
    expect(() => formatSecret(kind, ofEnvironment ? null : "uat", random)).toThrow(RangeError);
  });
});

describe("the secret vault", () => {
  const first = generateKeyring();
  const vault = createSecretVault(parseKeyring(first));

  it("R34 opens what it sealed for a row, and stores nothing readable", () => {
    fc.assert(
      fc.property(kind, slug, rowId, (kind, slug, rowId) => {
        const sealed = vault.issue(kind, slug, rowId);
        const clear = vault.open(sealed, rowId);
        expect(parseSecret(clear)).toMatchObject({ kind, environmentSlug: slug });
        expect(vault.lookupHashes(clear)).toEqual([sealed.hash]);
        expect(JSON.stringify(sealed)).not.toContain(clear.slice(-30));
      }),
    );
  });

  it("R34 refuses the secret of another row", () => {
    fc.assert(
      fc.property(rowId, rowId, (own, other) => {
        fc.pre(own !== other);
        const sealed = vault.issue("key", "uat", own);
        expect(() => vault.open(sealed, other)).toThrow("cannot be opened");
      }),
    );
  });

  it("R34 refuses ciphertext that was altered or cut", () => {
    const sealed = vault.issue("sec", "uat", "key_1");
    const bytes = Buffer.from(sealed.ciphertext, "base64url");
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const altered = Buffer.from(bytes);
        altered.writeUInt8(altered.readUInt8(at) ^ flip, at);
        const cut = bytes.subarray(0, at);
        for (const ciphertext of [altered, cut].map((bytes) => bytes.toString("base64url"))) {
          expect(() => vault.open({ ...sealed, ciphertext }, "key_1")).toThrow("cannot be opened");
        }
      }),
    );
  });

  it("never issues or seals the same twice", () => {
    const sealed = Array.from({ length: 100 }, () => vault.issue("key", "uat", "key_1"));
    expect(new Set(sealed.map(({ hash }) => hash)).size).toBe(100);
    expect(new Set(sealed.map(({ ciphertext }) => ciphertext.slice(0, 16))).size).toBe(100);
  });

  it("shows the prefix, the first four random characters and the last four of all", () => {
    const sealed = vault.issue("key", "uat", "key_1");
    const clear = vault.open(sealed, "key_1");
    expect(sealed.preview).toBe(`${clear.slice(0, "ptc_key_uat_".length + 4)}…${clear.slice(-4)}`);
    expect(sealed.preview).toMatch(/^ptc_key_uat_[0-9A-Za-z]{4}…[0-9A-Za-z]{4}$/);
  });

  it("after a rotation seals with the new key, opens what the old one sealed, and looks under both", () => {
    const old = vault.issue("key", "uat", "key_1");
    const rotated = createSecretVault(parseKeyring(`${generateKeyring()},${first}`));
    const fresh = rotated.issue("key", "uat", "key_2");
    expect(fresh.keyId).not.toBe(old.keyId);

    const clear = rotated.open(old, "key_1");
    expect(clear).toBe(vault.open(old, "key_1"));
    expect(rotated.lookupHashes(clear)).toHaveLength(2);
    expect(rotated.lookupHashes(clear)[1]).toBe(old.hash);
    expect(rotated.lookupHashes(rotated.open(fresh, "key_2"))[0]).toBe(fresh.hash);
    expect(() => vault.open(fresh, "key_2")).toThrow("which the keyring lacks");
  });
});

describe("SECRET_KEYS", () => {
  const key = Buffer.alloc(32, 7).toString("base64");

  it("is read with the current key first and a different subkey for each purpose and key", () => {
    const { current, keys } = parseKeyring(`${generateKeyring()}, old:${key}`);
    expect(keys[0]).toBe(current);
    expect(keys[1]?.id).toBe("old");
    const subkeys = keys.flatMap(({ pepper, cipher }) => [pepper.export(), cipher.export()]);
    expect(new Set([...subkeys.map((subkey) => subkey.toString("base64")), key]).size).toBe(5);
  });

  it.each([
    ["nothing", ""],
    ["no id", `:${key}`],
    ["a short key", `a:${Buffer.alloc(16).toString("base64")}`],
    ["a long key", `a:${Buffer.alloc(33).toString("base64")}`],
    ["an empty entry", `a:${key},`],
    ["an id twice", `a:${key},a:${key}`],
  ])("is refused with %s, in a sentence without key material", (_what, text) => {
    expect(() => parseKeyring(text)).toThrow(/^SECRET_KEYS: [^=]*\.$/);
  });
});
