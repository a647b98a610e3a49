import { describe, expect, it } from "@jest/globals";
import { nameText, plainText } from "../../src/domain/text.js";
import { webAddress } from "../../src/domain/web-address.js";
import { problemsOf } from "../support/given.js";

const rule = { label: "The field", min: 2, max: 5, path: ["input", "field"] };
const refused = (act: () => unknown, words: RegExp) =>
  expect(problemsOf(act)).toEqual([
    { code: "INVALID", path: rule.path, message: expect.stringMatching(words) },
  ]);

describe("a name", () => {
  it("is trimmed and composed", () => {
    expect(nameText("  Zoe\u0308 ", rule)).toBe("Zoë");
    expect(nameText("A™©®", rule)).toBe("A™©®");
  });

  it.each([
    "<a>",
    "a>b",
    "a<b",
    "🚀🚀",
    "🇳🇱",
    "a\u0000b",
    "a\nb",
    "a\u2028b",
    "a\u202eb",
    "a\u200bb",
    "a\ufeffb",
    "\ud800a",
    "a\u00adb",
    "a\u034fb",
    "a\u061cb",
    "a\u115fb",
    "a\u17b4b",
    "a\u180eb",
    "a\u200db",
    "a\u200eb",
    "a\u2028b",
    "a\u206ab",
    "a\u2800b",
    "a\u3164b",
    "a\ufe0fb",
    "a\uffa0b",
    "a\ufff9b",
    "a\ufffdb",
    "a\uffffb",
    "a\ue000b",
    "a\u{e0041}b",
    "a\u{e0100}b",
    "a\u{1d173}b",
    "a\u{f0000}b",
    "a\u{50000}b",
  ])("does not hold %j", (value) =>
    refused(() => nameText(value, rule), /^The field may hold letters, digits, /),
  );

  it.each(["\u2800\u2800", "\u115f\u115f", "\u3164\u3164", "\u{e0020}\u{e0020}", "\u200d\u200d"])(
    "is not blank to the eye: %j",
    (value) => refused(() => nameText(value, rule), /^The field /),
  );

  it.each(["می\u200cخواهم", "क्\u200dषक", "ශ්\u200dරී", "葛\u{e0100}城"])(
    "has the joiners and variants that its script needs: %s",
    (value) => expect(nameText(value, { ...rule, max: 10 })).toBe(value.normalize("NFC")),
  );

  it("has plain spaces", () => {
    expect(nameText("\u00a0a\u2003b\u3000", rule)).toBe("a b");
  });

  it("counts marks with their letter, and no more of them than can be read", () => {
    expect(nameText("a\u0323\u0307b", rule)).toBe("\u1ea1\u0307b");
    refused(() => nameText("\u0301\u0301", rule), /this has 0\.$/);
    refused(() => nameText(`ab${"\u0301".repeat(50)}`, rule), /more marks on one letter than can be read\.$/);
  });

  it("has its length in characters, not in bytes", () => {
    for (const value of ["ab", "abcde", "𝒜𝒷", "𝒜𝒷𝒸𝒹ℯ"]) expect(nameText(value, rule)).toBe(value);
    refused(() => nameText(" a ", rule), /^The field needs 2 to 5 characters; this has 1\.$/);
    refused(() => nameText("𝒜𝒷𝒸𝒹ℯ𝒻", rule), /; this has 6\.$/);
  });
});

describe("a text", () => {
  it("may have lines, tabs and signs, with line breaks of one kind", () => {
    expect(plainText(" a\r\nb ", rule)).toBe("a\nb");
    expect(plainText("a\rb", rule)).toBe("a\nb");
    expect(plainText("a\t🚀<1", rule)).toBe("a\t🚀<1");
  });

  it("may have emoji of many parts", () => {
    for (const value of ["👩‍👩‍👧‍👦 a", "🏴󠁧󠁢󠁥󠁮󠁧󠁿 b", "☺️ 1️⃣"]) expect(plainText(value, rule)).toBe(value);
  });

  it.each([
    "a\u0000b",
    "a\u00adb",
    "a\u200db",
    "a\u2800b",
    "a\ue000b",
    "a\u{e0041}b",
    "a\u0007b",
    "a\u202eb",
    "a\u2066b",
    "a\u200bb",
    "\ufeffab\ufeffc",
    "\ud800a",
  ])("does not hold %j", (value) =>
    refused(() => plainText(value, rule), /^The field holds characters that cannot be shown\.$/),
  );

  it.each(["<b>", "</b>", "<!--", "<?x", "a <I>", "<x&y>"])("may look like markup: %j", (value) =>
    expect(plainText(value, rule)).toBe(value),
  );

  it("is not counted where it is far too long, whatever else is wrong with it", () => {
    for (const character of ["a", " a", "\u200d", "e\u0301", "<"]) {
      const text = character.repeat(200_000);
      refused(() => plainText(text, rule), /^The field needs 2 to 5 characters; this has far more\.$/);
      refused(() => nameText(text, rule), /this has far more/);
    }
    expect(plainText("👩‍👩‍👧‍👦".repeat(5), rule)).toBe("👩‍👩‍👧‍👦".repeat(5));
  });

  it("has its length, too", () => refused(() => plainText("abcdef", rule), /2 to 5 characters; this has 6/));
});

describe("a web address", () => {
  it.each(["http://a.example", "HTTPS://a.example/x?y#z", `https://a.example/${"x".repeat(2048 - 18)}`])(
    "may be %s",
    (value) => expect(webAddress(value, "The site", rule.path)).toBe(value),
  );

  it.each([" https://a.example ", "\thttps://a.example\r\n", "\u00a0https://a.example\ufeff"])(
    "does not hold the blanks around it: %j",
    (value) => expect(webAddress(value, "The site", rule.path)).toBe("https://a.example"),
  );

  it.each([
    "",
    "a.example",
    "ftp://a.example",
    "xhttp://a.example",
    "httpx://a.example",
    "https://ada@a.example",
    "https://:secret@a.example",
    "https://a.example/ b",
    "https://a.example/\nb",
    `https://a.example/${"x".repeat(2048 - 17)}`,
  ])("is not %j", (value) =>
    refused(
      () => webAddress(value, "The site", rule.path),
      /^The site must be an absolute http or https address of at most 2048 characters, such as https:\/\/acme\.example\.$/,
    ),
  );

  it.each([
    ["https://a.example%2eevil.example", /host has a percent-escape/],
    ["https://a..example", /empty label/],
    ["https://127.1", /another spelling of 127\.0\.0\.1/],
    ["https://a.example:0", /port is 0/],
    ["https://a.example/%zz", /percent sign/],
  ])("is not %s", (value, why) => refused(() => webAddress(value, "The site", rule.path), why));
});
