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
  ])("does not hold %j", (value) =>
    refused(() => nameText(value, rule), /^The field may hold letters, digits, /),
  );

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

  it.each(["a\u0000b", "a\u0007b", "a\u202eb", "a\u2066b", "a\u200bb", "\ufeffab\ufeffc", "\ud800a"])(
    "does not hold %j",
    (value) => refused(() => plainText(value, rule), /^The field holds characters that cannot be shown\.$/),
  );

  it.each(["<b>", "</b>", "<!--", "<?x", "a <I>"])("is no HTML: %j", (value) =>
    refused(() => plainText(value, rule), /^The field is plain text: write it without HTML tags\.$/),
  );

  it("has its length, too", () => refused(() => plainText("abcdef", rule), /2 to 5 characters; this has 6/));
});

describe("a web address", () => {
  it.each(["http://a.example", "HTTPS://a.example/x?y#z", `https://a.example/${"x".repeat(2048 - 18)}`])(
    "may be %s",
    (value) => expect(webAddress(value, "The site", rule.path)).toBe(value),
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
    "https://a.example/\n",
    `https://a.example/${"x".repeat(2048 - 17)}`,
  ])("is not %j", (value) =>
    refused(
      () => webAddress(value, "The site", rule.path),
      /^The site must be an absolute http or https address of at most 2048 characters\.$/,
    ),
  );
});
